import { answerOf } from '@nodeyard/sdk/client'
import { useMutation, useQuery } from '@tanstack/react-query'
import { RotateCw } from 'lucide-react'
import { useState } from 'react'
import { api } from '../../../app/api.ts'
import { Badge } from '../../../ui/badge.tsx'
import { Button } from '../../../ui/button.tsx'
import { Copyable } from '../../../ui/copyable.tsx'
import { ago, milliseconds } from '../../../ui/format.ts'
import { Loaded } from '../../../ui/loaded.tsx'
import { EmptyState } from '../../../ui/states.tsx'
import { type Delivery, type DeliveryState, deliveriesQuery } from '../queries.ts'
import { texts } from '../texts.ts'

const { webhooks: words } = texts

const TONES = { pending: 'accent', delivered: 'good', failed: 'bad' } as const

/** What an endpoint was told, the newest first, and beside it one delivery whole. */
export function Deliveries({ id, onResent }: { id: string; onResent(): Promise<void> }) {
  const [state, setState] = useState<DeliveryState | ''>('')
  const [chosen, setChosen] = useState<string>()
  const deliveries = useQuery(deliveriesQuery(id, state))
  return (
    <section aria-label={words.deliveries}>
      <header className="mb-3 flex items-center justify-between gap-3">
        <h2 className="text-base font-semibold">{words.deliveries}</h2>
        <select
          aria-label={words.filter}
          value={state}
          onChange={({ target }) => setState(target.value as typeof state)}
          className="field w-auto"
        >
          {Object.entries(words.filters).map(([value, label]) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </select>
      </header>
      <Loaded query={deliveries}>
        {(rows) => {
          if (rows.length === 0) {
            return <EmptyState title={words.noDeliveries}>{words.noDeliveriesHint}</EmptyState>
          }
          const shown = rows.find((row) => row.id === chosen) ?? rows[0]!
          return (
            <div className="grid grid-cols-[minmax(0,2fr)_minmax(0,3fr)] items-start gap-4 max-lg:grid-cols-1">
              <ul className="card max-h-[70vh] divide-y divide-line overflow-y-auto">
                {rows.map((row) => (
                  <li key={row.id}>
                    <button
                      type="button"
                      aria-pressed={row.id === shown.id}
                      onClick={() => setChosen(row.id)}
                      className="flex w-full items-center gap-2 px-3 py-2.5 text-left hover:bg-canvas aria-pressed:bg-accent-soft"
                    >
                      <span className="min-w-0 flex-1">
                        <span className="block truncate font-mono text-xs">{row.type}</span>
                        <span className="block text-xs text-ink-soft">{ago(row.created_at)}</span>
                      </span>
                      <Badge tone={TONES[row.delivery.state]}>{words.states[row.delivery.state]}</Badge>
                    </button>
                  </li>
                ))}
              </ul>
              <DeliveryDetail key={shown.id} endpoint={id} delivery={shown} onResent={onResent} />
            </div>
          )
        }}
      </Loaded>
    </section>
  )
}

function DeliveryDetail({
  endpoint,
  delivery: { delivery, ...event },
  onResent,
}: {
  endpoint: string
  delivery: Delivery
  onResent(): Promise<void>
}) {
  const resend = useMutation({
    mutationFn: () =>
      answerOf(
        api.marketplace.POST('/v1/webhook_endpoints/{id}/events/{event_id}/resend', {
          params: { path: { id: endpoint, event_id: event.id } },
          body: {},
        }),
      ),
    onSuccess: onResent,
  })
  const attempts = delivery.attempts.toReversed()
  return (
    <article className="card min-w-0 space-y-4 p-4" aria-label={event.id}>
      <header className="flex flex-wrap items-center justify-between gap-2">
        <div className="min-w-0">
          <h3 className="font-mono font-medium">{event.type}</h3>
          <p className="font-mono text-xs break-all text-ink-soft">{event.id}</p>
        </div>
        <Button onClick={() => resend.mutate()} disabled={resend.isPending}>
          <RotateCw aria-hidden size={14} />
          {words.resend}
        </Button>
      </header>
      {resend.error && (
        <p role="alert" className="text-bad">
          {resend.error.message}
        </p>
      )}
      <div>
        <h4 className="mb-1.5 font-medium">
          {words.attempts} ({attempts.length})
        </h4>
        {delivery.next_attempt_at && (
          <p className="mb-1.5 text-ink-soft">{words.nextAttempt(ago(delivery.next_attempt_at))}</p>
        )}
        {attempts.length === 0 ? (
          <p className="text-ink-soft">{words.noAttempt}</p>
        ) : (
          <ol className="divide-y divide-line rounded-md border border-line">
            {attempts.map((attempt) => (
              <li key={attempt.at} className="space-y-1.5 px-3 py-2">
                <div className="flex flex-wrap items-center gap-x-3 gap-y-1 text-xs">
                  <Badge
                    tone={
                      attempt.status !== null && attempt.status >= 200 && attempt.status < 300
                        ? 'good'
                        : 'bad'
                    }
                  >
                    {attempt.status ?? 'no answer'}
                  </Badge>
                  <time dateTime={attempt.at} className="text-ink-soft">
                    {new Date(attempt.at).toLocaleString('en')}
                  </time>
                  <span className="text-ink-soft tabular-nums">{milliseconds(attempt.duration_ms)}</span>
                </div>
                {attempt.error && <p className="text-xs break-words text-bad">{attempt.error}</p>}
                {attempt.response !== null && (
                  <details>
                    <summary className="cursor-pointer text-xs text-ink-soft">{words.response}</summary>
                    <pre className="mt-1.5 max-h-48 overflow-auto rounded bg-canvas p-2 font-mono text-xs break-all whitespace-pre-wrap">
                      {attempt.response || words.emptyAnswer}
                    </pre>
                  </details>
                )}
              </li>
            ))}
          </ol>
        )}
      </div>
      <div className="space-y-1.5">
        <h4 className="font-medium">{words.request}</h4>
        <Copyable text={JSON.stringify(event, null, 2)} />
      </div>
    </article>
  )
}
