import { CircleAlert, LocateFixed } from 'lucide-react'
import { Button } from '../../../ui/button.tsx'
import { useTab } from '../tabs/use-tab.ts'
import { boxOfError, explainError } from './explain-error.ts'
import { PanelEmpty } from './panel-empty.tsx'
import { useRun } from './run-store.ts'
import { texts } from './texts.ts'

/** What went wrong in the run: what it means, what to do, and the box that it is about. */
export function ProblemsTab({ tabId, onJump }: { tabId: string; onJump(boxId: string): void }) {
  const { problems, status, error } = useRun(tabId)
  const boxes = useTab(tabId, ({ document }) => document.boxes)
  if (status === 'interrupted') {
    return (
      <PanelEmpty title={texts.status.interrupted}>
        {texts.interrupted}
        {error && <span className="mt-1 block font-mono">{error}</span>}
      </PanelEmpty>
    )
  }
  if (problems.length === 0) return <PanelEmpty title={texts.noProblems}>{texts.noProblemsHint}</PanelEmpty>
  return (
    <ul className="divide-y divide-line">
      {problems.map(({ message, boxId }, at) => {
        const { title, hint } = explainError(message)
        const culprit = boxId ?? boxOfError(message, (id) => boxes.has(id))
        const box = culprit === undefined ? undefined : boxes.get(culprit)
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: the list is made once, when the run ends.
          <li key={at} className="flex items-start gap-3 px-4 py-3">
            <CircleAlert aria-hidden size={16} className="mt-0.5 shrink-0 text-bad" />
            <div className="min-w-0 flex-1 space-y-0.5">
              <p className="font-medium break-words">
                {title}
                {box && <span className="ml-2 font-normal text-ink-soft">{box.data.label ?? box.type}</span>}
              </p>
              {hint && <p className="break-words text-ink-soft">{hint}</p>}
              {hint && (
                <p className="font-mono text-xs break-words text-ink-faint" title={texts.theServer}>
                  {message}
                </p>
              )}
            </div>
            {box && (
              <Button onClick={() => onJump(box.id)}>
                <LocateFixed aria-hidden size={14} />
                {texts.jump}
              </Button>
            )}
          </li>
        )
      })}
    </ul>
  )
}
