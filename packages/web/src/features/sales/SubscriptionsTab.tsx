import { answerOf } from '@nodeyard/sdk/client'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { api } from '../../app/api.ts'
import { Badge } from '../../ui/badge.tsx'
import { Button } from '../../ui/button.tsx'
import { FormDialog } from '../../ui/form-dialog.tsx'
import { day } from '../../ui/format.ts'
import { Loaded } from '../../ui/loaded.tsx'
import { Section } from '../../ui/page.tsx'
import { RowsTable } from '../../ui/rows-table.tsx'
import { EmptyState } from '../../ui/states.tsx'
import { rateOf } from './money.ts'
import { listingQuery, type Role, subscriptionsQuery } from './queries.ts'
import { texts } from './texts.ts'

const { subscriptions: words } = texts
const TONES = { trialing: 'accent', active: 'good', past_due: 'bad', canceled: 'plain' } as const

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
            <RowsTable
              rows={rows}
              keyOf={({ id }) => id}
              columns={[
                {
                  name: texts.purchases.what,
                  className: 'min-w-40',
                  cell: ({ listing_id: listing }) => <Title listingId={listing} />,
                },
                { name: texts.price, look: 'amount', cell: ({ price }) => rateOf(price) },
                {
                  name: texts.state,
                  cell: ({ status }) => <Badge tone={TONES[status]}>{words.statuses[status]}</Badge>,
                },
                {
                  name: words.period,
                  look: 'quiet',
                  cell: ({ current_period_end: end, cancel_at_period_end: ends, status }) =>
                    `${day(end)}${ends && status !== 'canceled' ? ` · ${words.endsThen}` : ''}`,
                },
              ]}
              action={({ id, status, cancel_at_period_end: ends }) => {
                if (side === 'seller' || status === 'canceled') return null
                return ends ? (
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
                )
              }}
            />
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
