import { KeyRound } from 'lucide-react'
import { texts } from '../app/texts.ts'
import { Button } from './button.tsx'
import { Copyable } from './copyable.tsx'
import { Dialog } from './dialog.tsx'

interface Props {
  title: string
  /** What is shown this once, each with its name. */
  secrets: readonly (readonly [label: string, secret: string])[]
  onClose(): void
}

/** A secret that was just made. It closes by its button alone: a stray click must not lose it. */
export function SecretDialog({ title, secrets, onClose }: Props) {
  return (
    <Dialog label={title} isOpen onClose={() => {}}>
      <div className="space-y-4 p-5">
        <h2 className="flex items-center gap-2 text-base font-semibold">
          <KeyRound aria-hidden size={16} className="text-accent" />
          {title}
        </h2>
        <p className="rounded-md bg-warn-soft p-3 text-warn">{texts.shownOnce}</p>
        {secrets.map(([label, secret]) => (
          <div key={label} className="space-y-1.5">
            <div className="font-medium">{label}</div>
            <Copyable text={secret} />
          </div>
        ))}
        <div className="flex justify-end">
          <Button look="primary" onClick={onClose}>
            {texts.keptIt}
          </Button>
        </div>
      </div>
    </Dialog>
  )
}
