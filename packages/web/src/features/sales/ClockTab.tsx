import { answerOf } from '@nodeyard/sdk/client'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Clock } from 'lucide-react'
import { useState } from 'react'
import { api } from '../../app/api.ts'
import { Button } from '../../ui/button.tsx'
import { FormDialog } from '../../ui/form-dialog.tsx'
import { Loaded } from '../../ui/loaded.tsx'
import { Section } from '../../ui/page.tsx'
import { EmptyState } from '../../ui/states.tsx'
import { inWords, type Money } from './money.ts'
import { clocksQuery, eventsQuery } from './queries.ts'
import { texts } from './texts.ts'

const { clock: words } = texts

const moment = new Intl.DateTimeFormat('en', { dateStyle: 'full', timeStyle: 'short', timeZone: 'UTC' })
const short = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeStyle: 'short', timeZone: 'UTC' })

const STEPS = ['day', 'week', 'month', 'year'] as const

/** A moment that much later, by the calendar. */
function later(from: string, step: (typeof STEPS)[number]): string {
  const at = new Date(from)
  if (step === 'day') at.setUTCDate(at.getUTCDate() + 1)
  if (step === 'week') at.setUTCDate(at.getUTCDate() + 7)
  if (step === 'month') at.setUTCMonth(at.getUTCMonth() + 1)
  if (step === 'year') at.setUTCFullYear(at.getUTCFullYear() + 1)
  return at.toISOString()
}

interface Props {
  owner: string | undefined
  ownerId: string
}

/** The account's own time in test mode: stopped, moved, and what happened meanwhile. */
export function ClockTab({ owner, ownerId }: Props) {
  const client = useQueryClient()
  const clocks = useQuery(clocksQuery)
  const [isSure, setSure] = useState(false)
  /** What had happened before the clock was moved. */
  const [before, setBefore] = useState<ReadonlySet<string>>()
  const events = useQuery({ ...eventsQuery(owner), enabled: before !== undefined })
  const again = () => client.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'me' })
  const create = useMutation({
    mutationFn: () =>
      answerOf(api.marketplace.POST('/v1/test_clocks', { body: owner === undefined ? {} : { owner } })),
    onSuccess: again,
  })
  const advance = useMutation({
    async mutationFn({ id, to }: { id: string; to: string }) {
      const known = await client.fetchQuery({ ...eventsQuery(owner), staleTime: 0 })
      await answerOf(
        api.marketplace.POST('/v1/test_clocks/{id}/advance', { params: { path: { id } }, body: { to } }),
      )
      setBefore(new Set(known.map((event) => event.id)))
    },
    onSuccess: again,
  })
  const remove = useMutation({
    mutationFn: (id: string) => api.marketplace.DELETE('/v1/test_clocks/{id}', { params: { path: { id } } }),
    async onSuccess() {
      setSure(false)
      setBefore(undefined)
      await again()
    },
  })
  return (
    <Section title={texts.tabs.clock} hint={words.hint}>
      <Loaded query={clocks}>
        {(all) => {
          const clock = all.find((one) => one.owner_id === ownerId)
          if (!clock) {
            return (
              <EmptyState title={words.nothing}>
                <p className="mb-3">{words.nothingHint}</p>
                {create.error && (
                  <p role="alert" className="mb-3 text-bad">
                    {create.error.message}
                  </p>
                )}
                <Button look="primary" disabled={create.isPending} onClick={() => create.mutate()}>
                  <Clock aria-hidden size={15} />
                  {words.create}
                </Button>
              </EmptyState>
            )
          }
          const isBusy = advance.isPending || clock.status === 'advancing'
          const happened = events.data?.filter(({ id }) => !before?.has(id))
          return (
            <div className="space-y-5">
              <div className="card space-y-4 p-5">
                <div className="flex flex-wrap items-start justify-between gap-3">
                  <div>
                    <h3 className="text-ink-soft">{words.now}</h3>
                    <p className="text-xl font-semibold" aria-live="polite">
                      {isBusy ? words.advancing : `${moment.format(new Date(clock.frozen_time))} UTC`}
                    </p>
                  </div>
                  <Button look="quiet" onClick={() => setSure(true)}>
                    {words.remove}
                  </Button>
                </div>
                <div className="flex flex-wrap items-center gap-2">
                  <span className="text-ink-soft">{words.advance}</span>
                  {STEPS.map((step) => (
                    <Button
                      key={step}
                      disabled={isBusy}
                      onClick={() => advance.mutate({ id: clock.id, to: later(clock.frozen_time, step) })}
                    >
                      {words.by[step]}
                    </Button>
                  ))}
                  <form
                    className="flex items-center gap-2"
                    onSubmit={(event) => {
                      event.preventDefault()
                      const to = String(new FormData(event.currentTarget).get('to'))
                      advance.mutate({ id: clock.id, to: new Date(`${to}Z`).toISOString() })
                    }}
                  >
                    <input
                      name="to"
                      type="datetime-local"
                      aria-label={words.to}
                      required
                      min={clock.frozen_time.slice(0, 16)}
                      className="field w-auto"
                    />
                    <Button type="submit" disabled={isBusy}>
                      {words.go}
                    </Button>
                  </form>
                </div>
                {advance.error && (
                  <p role="alert" className="text-bad">
                    {advance.error.message}
                  </p>
                )}
              </div>
              <Section title={words.happened}>
                {before === undefined ? (
                  <p className="text-ink-soft">{words.yet}</p>
                ) : !happened ? null : happened.length === 0 ? (
                  <p className="text-ink-soft">{words.nothingHappened}</p>
                ) : (
                  <ol className="card divide-y divide-line">
                    {happened.map((event) => (
                      <li
                        key={event.id}
                        className="flex flex-wrap items-baseline gap-x-4 gap-y-1 px-4 py-2.5"
                      >
                        <time dateTime={event.created_at} className="w-44 shrink-0 text-xs text-ink-soft">
                          {short.format(new Date(event.created_at))}
                        </time>
                        <span className="font-mono text-xs font-medium">{event.type}</span>
                        <span className="text-ink-soft">{amountIn(event.data.object)}</span>
                      </li>
                    ))}
                  </ol>
                )}
              </Section>
              <FormDialog
                title={words.removeSure}
                isOpen={isSure}
                onClose={() => setSure(false)}
                action={words.remove}
                isDanger
                isPending={remove.isPending}
                error={remove.error}
                onSubmit={() => remove.mutate(clock.id)}
              >
                <p className="text-ink-soft">{words.removeHint}</p>
              </FormDialog>
            </div>
          )
        }}
      </Loaded>
    </Section>
  )
}

/** The amount an event is about, in words, if it is about one. */
function amountIn(object: unknown): string {
  const { amount } = (object ?? {}) as { amount?: Money }
  return typeof amount?.amount === 'number' ? inWords(amount) : ''
}
