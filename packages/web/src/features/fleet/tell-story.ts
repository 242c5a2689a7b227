import { bytes } from '../../ui/format.ts'
import type { Machine } from './queries.ts'
import { texts } from './texts.ts'

export interface Chapter {
  name: string
  outcome: 'passed' | 'failed' | 'running' | 'open'
  text: string
  /** The time it took among those that are taken, all in seconds. */
  window?: { took: number; least: number; most: number }
}

/** At which of the five steps a reason ends the verification. */
const ENDS_AT: Record<string, number> = {
  unreachable: 0,
  timeout: 0,
  agent_refused: 0,
  not_an_agent: 0,
  agent_changed: 0,
  challenge_failed: 1,
  too_fast: 2,
  too_slow: 2,
  opened_too_slow: 3,
}

const seconds = (value: number) => `${value < 10 ? value.toFixed(2) : Math.round(value)} s`

/**
 * The verification of a machine, step by step: reached, asked who it is, put to work, made to show it, checked.
 * Steps behind one that failed were not come to.
 */
export function tellStory({
  state,
  address,
  verification,
}: Pick<Machine, 'state' | 'address' | 'verification'>): Chapter[] {
  const { figures, reason, error, challenges } = verification
  const end = state === 'failed' ? (ENDS_AT[reason ?? ''] ?? 4) : undefined
  const outcomeOf = (step: number): Chapter['outcome'] => {
    if (state === 'verified') return 'passed'
    if (end === undefined) return step === 0 ? 'running' : 'open'
    return step < end ? 'passed' : step === end ? 'failed' : 'open'
  }
  const words: [name: string, passed: string, failed: string][] = [
    [texts.reach, texts.reached(address), texts.notReached(address)],
    [texts.who, texts.whoPassed(challenges), texts.whoFailed],
    [
      texts.work,
      figures ? texts.worked(bytes(figures.bytes), seconds(figures.commit_seconds)) : '',
      figures ? texts.window(seconds(figures.least_seconds), seconds(figures.most_seconds)) : '',
    ],
    [texts.show, figures ? texts.shown(seconds(figures.open_seconds)) : '', ''],
    [texts.check, texts.checked, ''],
  ]
  return words.map(([name, passed, failed], step) => {
    const outcome = outcomeOf(step)
    const text =
      outcome === 'passed'
        ? passed
        : outcome === 'failed'
          ? error || failed
          : outcome === 'running'
            ? texts.waiting
            : texts.notYet
    const isWork = step === 2 && figures && (outcome === 'passed' || outcome === 'failed')
    return {
      name,
      outcome,
      text,
      ...(isWork && {
        window: {
          took: figures.commit_seconds,
          least: figures.least_seconds,
          most: figures.most_seconds,
        },
      }),
    }
  })
}
