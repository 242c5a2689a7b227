import { useQuery } from '@tanstack/react-query'
import { Link, useRouterState } from '@tanstack/react-router'
import { Check, ChevronDown, LifeBuoy, PartyPopper, X } from 'lucide-react'
import { useEffect, useState } from 'react'
import { namesOf, type Progress, progressOf, sightQuery } from './progress.ts'
import { useTour } from './store.ts'
import { texts } from './texts.ts'

/** The graph that is trained on the way. */
const EXAMPLE = 'Training/Handwritten-Digits'

const STEPS = ['open', 'train', 'publish', 'deploy', 'answer'] as const
type Step = (typeof STEPS)[number]

function isDone(step: Step, hasOpened: boolean, progress: Progress | undefined): boolean {
  const done = {
    open: hasOpened,
    train: progress?.run != null,
    publish: progress?.model != null,
    deploy: progress?.deployment != null,
    answer: progress?.hasAnswered === true,
  }
  // Whoever has done what comes later has done, or did not need, what comes before.
  return STEPS.slice(STEPS.indexOf(step)).some((later) => done[later])
}

interface Place {
  to: string
  search?: Record<string, string>
}

function placeOf(step: Step, progress: Progress | undefined): Place {
  if (step === 'open') return { to: '/studio', search: { example: EXAMPLE } }
  if (step === 'deploy' && progress?.model) return { to: `/explore/${progress.model}` }
  if (step === 'answer' && progress?.deployment) {
    return { to: `/deployments/${progress.deployment}`, search: { tab: 'try' } }
  }
  return { to: '/studio' }
}

/** Leads from an example graph to a model that answers; each step ticks itself off when it has happened. */
export default function Tour({ me }: { me: string }) {
  const { startedAt, before, hasOpened, endedAt, change, close, begin } = useTour()
  const isGraph = useRouterState({
    select: ({ location: { pathname, search } }) =>
      pathname.startsWith('/studio/') || (pathname === '/studio' && 'tab' in search),
  })
  const isEnded = endedAt !== null
  const { data: sight } = useQuery({ ...sightQuery(me), enabled: !isEnded })
  const progress = sight && before ? progressOf(sight, before) : undefined
  const hasAnswered = progress?.hasAnswered === true
  useEffect(() => {
    if (sight && !before) change({ before: namesOf(sight) })
  }, [sight, before, change])
  useEffect(() => {
    if (isGraph && !hasOpened) change({ hasOpened: true })
  }, [isGraph, hasOpened, change])
  useEffect(() => {
    if (hasAnswered && !isEnded) change({ endedAt: Date.now() })
  }, [hasAnswered, isEnded, change])
  const next = isEnded ? undefined : STEPS.find((step) => !isDone(step, hasOpened, progress))
  // The studio's canvas needs its room: there the tour is a line until it is opened.
  const [isSmall, setSmall] = useState(isGraph)
  useEffect(() => setSmall(isGraph), [isGraph])
  if (isSmall) {
    return (
      <section aria-label={texts.title} className="fixed top-24 left-1/2 z-30 -translate-x-1/2">
        <button
          type="button"
          aria-expanded={false}
          onClick={() => setSmall(false)}
          className="flex h-8 items-center gap-2 rounded-full border border-line bg-raised px-3 shadow-lg hover:border-line-strong"
        >
          <LifeBuoy aria-hidden size={14} className="text-accent" />
          {next === undefined
            ? texts.title
            : texts.at(STEPS.indexOf(next) + 1, STEPS.length, texts.steps[next][0])}
        </button>
      </section>
    )
  }
  return (
    <section
      aria-label={texts.title}
      className="fixed right-4 bottom-4 z-30 w-72 rounded-xl border border-line bg-raised shadow-xl"
    >
      <header className="flex items-center gap-2 border-b border-line px-3.5 py-2">
        <h2 className="flex-1 font-semibold">{texts.title}</h2>
        <button
          type="button"
          aria-label={texts.shrink}
          title={texts.shrink}
          onClick={() => setSmall(true)}
          className="grid size-7 place-items-center rounded text-ink-soft hover:bg-canvas hover:text-ink"
        >
          <ChevronDown aria-hidden size={15} />
        </button>
        <button
          type="button"
          aria-label={texts.close}
          title={texts.close}
          onClick={close}
          className="grid size-7 place-items-center rounded text-ink-soft hover:bg-canvas hover:text-ink"
        >
          <X aria-hidden size={15} />
        </button>
      </header>
      {next === undefined ? (
        <div className="space-y-2 p-3.5">
          <p role="status" className="flex items-start gap-2">
            <PartyPopper aria-hidden size={16} className="mt-0.5 shrink-0 text-good" />
            <span>
              {texts.done} {endedAt !== null && texts.took(Math.round((endedAt - startedAt) / 60_000))}
            </span>
          </p>
          <button type="button" onClick={begin} className="text-ink-soft underline hover:text-ink">
            {texts.begin}
          </button>
        </div>
      ) : (
        <ol className="p-2">
          {STEPS.map((step, at) => (
            <StepLine
              key={step}
              step={step}
              number={at + 1}
              state={isDone(step, hasOpened, progress) ? 'done' : step === next ? 'next' : 'later'}
              place={placeOf(step, progress)}
            />
          ))}
        </ol>
      )}
    </section>
  )
}

interface LineProps {
  step: Step
  number: number
  state: 'done' | 'next' | 'later'
  place: Place
}

function StepLine({ step, number, state, place }: LineProps) {
  const [title, about] = texts.steps[step]
  const mark = {
    done: 'bg-good-soft text-good',
    next: 'bg-accent text-accent-ink',
    later: 'bg-canvas text-ink-soft',
  }[state]
  return (
    <li
      className="flex gap-2.5 rounded-md px-1.5 py-1.5"
      aria-current={state === 'next' ? 'step' : undefined}
    >
      <span
        aria-hidden
        className={`grid size-5 shrink-0 place-items-center rounded-full text-xs font-semibold ${mark}`}
      >
        {state === 'done' ? <Check size={12} /> : number}
      </span>
      <div className="min-w-0">
        <p className={state === 'next' ? 'font-semibold' : 'text-ink-soft'}>
          {title}
          {state === 'done' && <span className="sr-only"> ({texts.finished})</span>}
        </p>
        {state === 'next' && (
          <>
            <p className="text-xs text-ink-soft">{about}</p>
            <Link to={place.to} search={(place.search ?? {}) as never} className={GO}>
              {texts.go[step]} →
            </Link>
          </>
        )}
      </div>
    </li>
  )
}

const GO = 'mt-1 inline-block text-xs font-medium text-accent hover:underline'
