import { CloudOff } from 'lucide-react'
import { Button } from '../../ui/button.tsx'
import { bytes } from '../../ui/format.ts'
import type { State } from './store.ts'
import { texts } from './texts.ts'

interface Props {
  state: Extract<State, { at: 'running' | 'stopped' }>
  onStop(): void
  onAgain(): void
  onLeave(): void
}

/** How far it is: all of it, and each file. */
export function ProgressCard({ state, onStop, onAgain, onLeave }: Props) {
  const title = `${state.plan.owner}/${state.plan.slug} ${state.plan.version}`
  if (state.at === 'stopped') {
    return (
      <div role="alert" className="card space-y-3 p-5">
        <b className="block truncate font-semibold">{title}</b>
        <p className={`break-words ${state.error ? 'text-bad' : ''}`}>{state.error ?? texts.stopped}</p>
        <p className="text-ink-soft">{texts.stoppedHint}</p>
        <div className="flex gap-2">
          <Button look="primary" onClick={onAgain}>
            {texts.again}
          </Button>
          <Button look="quiet" onClick={onLeave}>
            {texts.another}
          </Button>
        </div>
      </div>
    )
  }
  const { step, total, done, isCut, folder, arrived } = state
  const share = total === 0 ? undefined : Math.min(1, done / total)
  return (
    <div className="card space-y-4 p-5">
      <div className="flex items-center gap-3">
        <b className="min-w-0 flex-1 truncate font-semibold">{title}</b>
        <Button onClick={onStop}>{texts.stop}</Button>
      </div>
      <div>
        <div className="mb-1.5 flex flex-wrap justify-between gap-x-4">
          <span>{texts.steps[step]}</span>
          {share !== undefined && (
            <span className="text-ink-soft">
              {bytes(done)} / {bytes(total)} <Rate state={state} />
            </span>
          )}
        </div>
        <progress
          aria-label={texts.steps[step]}
          {...(share === undefined ? {} : { value: share })}
          max={1}
          className="progress"
        />
      </div>
      {isCut && (
        <p role="status" className="flex items-center gap-2 text-warn">
          <CloudOff aria-hidden size={15} />
          {texts.waiting}
        </p>
      )}
      {step === 'sending' && (
        <ul className="max-h-72 space-y-1.5 overflow-auto font-mono text-xs">
          {folder.files.slice(0, 200).map(({ path, file }) => {
            const sent = arrived.get(path)
            return (
              <li key={path} className="flex items-center gap-3">
                <span className="min-w-0 flex-1 truncate" title={path}>
                  {path}
                </span>
                <span className="text-ink-soft">
                  {sent === file.size ? '✓' : sent === undefined ? '' : `${bytes(sent)} /`} {bytes(file.size)}
                </span>
              </li>
            )
          })}
        </ul>
      )}
    </div>
  )
}

function Rate({ state }: { state: Extract<State, { at: 'running' }> }) {
  const seconds = (Date.now() - state.startedAt) / 1000
  const rate = state.done / seconds
  if (seconds < 1.5 || rate < 1) return null
  const left = (state.total - state.done) / rate
  const words = left >= 90 ? `${Math.round(left / 60)} min` : `${Math.ceil(left)} s`
  return <>· {texts.rate(bytes(rate), words)}</>
}
