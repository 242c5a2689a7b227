import { Button } from '../../ui/button.tsx'
import { Copyable } from '../../ui/copyable.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { texts } from './texts.ts'

/** What to type on a machine that is to join. */
export function AddMachineDialog({ isOpen, onClose }: { isOpen: boolean; onClose(): void }) {
  const commands = [
    `npx nodeyard login --url ${location.origin}`,
    'npx nodeyard machine serve --port 8001',
    `npx nodeyard machine add --host ${texts.where} --port 8001`,
  ]
  return (
    <Dialog label={texts.add} isOpen={isOpen} onClose={onClose} className="w-[44rem]">
      <h2 className="border-b border-line px-5 py-3.5 text-base font-semibold">{texts.add}</h2>
      <div className="space-y-4 p-5">
        <p>{texts.addHint}</p>
        <ol className="space-y-4">
          {commands.map((command, at) => (
            <li key={command} className="space-y-1.5">
              <p className="flex gap-2.5">
                <span className="grid size-5 shrink-0 place-items-center rounded-full bg-accent-soft text-xs font-semibold text-accent">
                  {at + 1}
                </span>
                {texts.steps[at]}
              </p>
              <Copyable text={command} />
            </li>
          ))}
        </ol>
        <div className="flex items-center justify-between">
          <a href="/nodes/supported" className="text-accent hover:underline">
            {texts.supported}
          </a>
          <Button onClick={onClose}>{texts.done}</Button>
        </div>
      </div>
    </Dialog>
  )
}
