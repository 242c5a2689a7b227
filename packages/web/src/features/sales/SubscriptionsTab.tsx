import { answerOf } from '@nodeyard/sdk/client'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { api } from '../../app/api.ts'
import { Badge } from '../../ui/badge.tsx'
import { Button } from '../../ui/button.tsx'
import { FormDialog } from '../../ui/form-dialog.tsx'
import { Loaded } from '../../ui/loaded.tsx'
import { Section } from '../../ui/page.tsx'
import { EmptyState } from '../../ui/states.tsx'
import { inWords, unitName, unitPrice } from './money.ts'
import { listingQuery, type Role, subscriptionsQuery } from './queries.ts'
import { texts } from './texts.ts'

const { subscriptions: words } = texts
const TONES = { trialing: 'accent', active: 'good', past_due: 'bad', canceled: 'plain' } as const
const day = new Intl.DateTimeFormat('en', { day: 'numeric', month: 'short', year: 'numeric' })

export function SubscriptionsTab({ owner }: { owner: string | undefined }) {
  return (
    <div className="space-y-8">
      <Side side="buyer" owner={owner} />
      <Side side="seller" owner={owner} />
    </div>
  )
}

/** What a listing is called; one that was taken down is not shown to others any more. */
function Title({ listingId }: { listingId: string }) {
  const { data } = useQuery(listingQuery(listingId))
  return (
    <Link to="/listings/$id" params={{ id: listingId } as never} className="font-medium hover:text-accent">
      {data?.title ?? listingId}
    </Link>
  )
}

function Side({ side, owner }: { side: Role; owner: string | undefined }) {
  const client = useQueryClient()
  const subscriptions = useQuery(subscriptionsQuery(side, owner))
  const [ending, setEnding] = useState<string>()
  const change = useMutation({
    mutationFn: ({ id, ends }: { id: string; ends: boolean }) =>
      answerOf(
        api.marketplace.PATCH('/v1/subscriptions/{id}', {
          params: { path: { id } },
          body: { cancel_at_period_end: ends },
        }),
      ),
    onSuccess: async () => {
      setEnding(undefined)
      await client.invalidateQueries({ queryKey: ['subscriptions'] })
    },
  })
  return (
    <Section title={side === 'buyer' ? words.yours : words.customers}>
      <Loaded query={subscriptions} lines={3}>
        {(rows) =>
          rows.length === 0 ? (
            <EmptyState title={words.nothing} />
          ) : (
            <div className="card overflow-x-auto">
              <table className="rows">
                <thead>
                  <tr>
                    <th scope="col">{texts.purchases.what}</th>
                    <th scope="col">{texts.price}</th>
                    <th scope="col">{texts.state}</th>
                    <th scope="col">{words.period}</th>
                    <th scope="col">
                      <span className="sr-only">{texts.actions}</span>
                    </th>
                  </tr>
                </thead>
                <tbody>
                  {rows.map(({ id, listing_id: listing, price, status, ...row }) => (
                    <tr key={id}>
                      <td className="min-w-40">
                        <Title listingId={listing} />
                      </td>
                      <td className="whitespace-nowrap tabular-nums">
                        {price.model === 'usage'
                          ? `${unitPrice(price)} ${texts.buy.per(unitName(price.unit))}`
                          : `${inWords(price)} ${texts.buy.every[price.interval]}`}
                      </td>
                      <td>
                        <Badge tone={TONES[status]}>{words.statuses[status]}</Badge>
                      </td>
                      <td className="whitespace-nowrap text-ink-soft">
                        {day.format(new Date(row.current_period_end))}
                        {row.cancel_at_period_end && status !== 'canceled' && ` · ${words.endsThen}`}
                      </td>
                      <td className="text-right">
                        {side === 'buyer' &&
                          status !== 'canceled' &&
                          (row.cancel_at_period_end ? (
                            <Button
                              look="quiet"
                              disabled={change.isPending}
                              onClick={() => change.mutate({ id, ends: false })}
                            >
                              {words.resume}
                            </Button>
                          ) : (
                            <Button look="quiet" onClick={() => setEnding(id)}>
                              {words.cancel}
                            </Button>
                          ))}
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
          )
        }
      </Loaded>
      <FormDialog
        title={words.cancelSure}
        isOpen={ending !== undefined}
        onClose={() => setEnding(undefined)}
        action={words.cancel}
        isDanger
        isPending={change.isPending}
        error={change.error}
        onSubmit={() => ending && change.mutate({ id: ending, ends: true })}
      >
        <p className="text-ink-soft">{words.cancelHint}</p>
      </FormDialog>
    </Section>
  )
}
