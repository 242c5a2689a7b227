import { Check, CircleDashed, LoaderCircle, X } from 'lucide-react'
import type { Machine } from './queries.ts'
import { type Chapter, tellStory } from './tell-story.ts'
import { texts } from './texts.ts'

const ICONS = { passed: Check, failed: X, running: LoaderCircle, open: CircleDashed }
const TONES = {
  passed: 'bg-good-soft text-good',
  failed: 'bg-bad-soft text-bad',
  running: 'bg-accent-soft text-accent',
  open: 'bg-canvas text-ink-faint',
}

/** How a machine proved what it is, or where that ended and what to do about it. */
export function Story({ machine }: { machine: Machine }) {
  const { verification } = machine
  const advice = machine.state === 'failed' && texts.reasons[verification.reason ?? '']
  const wasAsked = verification.figures !== null || machine.state !== 'verified'
  return (
    <section aria-label={texts.story}>
      <h3 className="mb-3 font-medium">{texts.story}</h3>
      {machine.is_own ? (
        <p className="text-ink-soft">{texts.own}</p>
      ) : !wasAsked ? (
        <p className="text-ink-soft">{texts.skipped}</p>
      ) : (
        <ol className="space-y-3">
          {tellStory(machine).map((chapter) => (
            <Step key={chapter.name} chapter={chapter} />
          ))}
        </ol>
      )}
      {advice && <p className="mt-4 rounded-md bg-warn-soft p-3 text-warn">{advice}</p>}
      {verification.figures && machine.state === 'verified' && (
        <p className="mt-3 text-xs text-ink-soft">
          {verification.figures.is_calibrated ? texts.calibrated : texts.notCalibrated}
        </p>
      )}
    </section>
  )
}

function Step({ chapter: { name, outcome, text, window } }: { chapter: Chapter }) {
  const Icon = ICONS[outcome]
  return (
    <li className="flex gap-3">
      <span className={`grid size-6 shrink-0 place-items-center rounded-full ${TONES[outcome]}`}>
        <Icon aria-hidden size={14} className={outcome === 'running' ? 'animate-spin' : ''} />
      </span>
      <div className="min-w-0 flex-1">
        <p className="font-medium">{name}</p>
        <p className={`break-words ${outcome === 'failed' ? 'text-bad' : 'text-ink-soft'}`}>{text}</p>
        {window && <Window {...window} />}
      </div>
    </li>
  )
}

/** The time it took, between too fast and too slow. */
function Window({ took, least, most }: { took: number; least: number; most: number }) {
  // Times of devices lie orders of magnitude apart.
  const place = (seconds: number) => Math.log(Math.max(seconds, 1e-3))
  const [from, to] = [place(Math.min(took, least) * 0.6), place(Math.max(took, most) * 1.6)]
  const at = (seconds: number) => ((place(seconds) - from) / (to - from)) * 100
  const isIn = took >= least && took <= most
  const format = (value: number) => `${value < 10 ? value.toFixed(2) : Math.round(value)} s`
  return (
    <div className="mt-2">
      <svg
        viewBox="0 0 100 8"
        preserveAspectRatio="none"
        role="img"
        aria-label={texts.window(format(least), format(most))}
        className="h-2.5 w-full"
      >
        <rect x="0" y="2.5" width="100" height="3" rx="1" fill="var(--line)" />
        <rect
          x={at(least)}
          y="2.5"
          width={at(most) - at(least)}
          height="3"
          fill="var(--good)"
          opacity="0.45"
        />
        <rect x={at(took) - 0.6} y="0" width="1.2" height="8" fill={isIn ? 'var(--good)' : 'var(--bad)'} />
      </svg>
      <p className="text-xs text-ink-soft">{texts.window(format(least), format(most))}</p>
    </div>
  )
}
