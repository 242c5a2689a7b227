import { answerOf } from '@nodeyard/sdk/client'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { api } from '../../app/api.ts'
import { Badge } from '../../ui/badge.tsx'
import { Button } from '../../ui/button.tsx'
import { Field } from '../../ui/field.tsx'
import { FormDialog } from '../../ui/form-dialog.tsx'
import { day } from '../../ui/format.ts'
import { Loaded } from '../../ui/loaded.tsx'
import { Section } from '../../ui/page.tsx'
import { RowsTable } from '../../ui/rows-table.tsx'
import { EmptyState } from '../../ui/states.tsx'
import { inWords, toMinor } from './money.ts'
import { balanceQuery, destinationQuery, payoutsQuery } from './queries.ts'
import { texts } from './texts.ts'

const { payouts: words } = texts
const TONES = {
  pending: 'plain',
  in_transit: 'accent',
  paid: 'good',
  failed: 'bad',
  reversed: 'bad',
} as const
const TEST_ACCOUNTS = ['ba_test', 'ba_test_instant', 'ba_test_fail']

/** What was paid out, where to, and paying out now. */
export function PayoutsTab({ owner, isTest }: { owner: string | undefined; isTest: boolean }) {
  const client = useQueryClient()
  const payouts = useQuery(payoutsQuery(owner))
  const destination = useQuery(destinationQuery(owner))
  const { data: balance } = useQuery(balanceQuery(owner))
  const available = balance?.available.filter(({ amount }) => amount > 0) ?? []
  const [open, setOpen] = useState<'pay' | 'change'>()
  const again = async () => {
    setOpen(undefined)
    await Promise.all(['payouts', 'balance'].map((name) => client.invalidateQueries({ queryKey: [name] })))
  }
  const forOwner = owner === undefined ? {} : { owner }
  const pay = useMutation({
    mutationFn: (form: FormData) => {
      const text = String(form.get('amount')).trim()
      const amount = text === '' ? undefined : toMinor(text)
      if (text !== '' && amount === undefined) throw new Error(texts.editor.badAmount)
      const body = {
        currency: String(form.get('currency')),
        ...(amount !== undefined && { amount }),
        ...forOwner,
      }
      return answerOf(api.marketplace.POST('/v1/payouts', { body: body as never }))
    },
    onSuccess: again,
  })
  const change = useMutation({
    mutationFn: (form: FormData) => {
      const body = { destination: String(form.get('destination')).trim(), ...forOwner }
      return answerOf(api.marketplace.PUT('/v1/payout_destination', { body }))
    },
    onSuccess: again,
  })
  return (
    <Section
      title={texts.tabs.payouts}
      hint={words.hint}
      actions={
        <Button look="primary" disabled={available.length === 0} onClick={() => setOpen('pay')}>
          {words.now}
        </Button>
      }
    >
      <div className="card flex flex-wrap items-center justify-between gap-3 p-4">
        <div>
          <h3 className="text-ink-soft">{words.destination}</h3>
          <p className="font-mono">{destination.data ?? words.destinationNone}</p>
        </div>
        <Button onClick={() => setOpen('change')}>{words.change}</Button>
      </div>
      <Loaded query={payouts}>
        {(rows) =>
          rows.length === 0 ? (
            <EmptyState title={words.nothing}>{words.nothingHint}</EmptyState>
          ) : (
            <RowsTable
              rows={rows}
              keyOf={({ id }) => id}
              columns={[
                {
                  name: texts.amount,
                  look: 'amount',
                  className: 'font-medium',
                  cell: ({ amount }) => inWords(amount),
                },
                {
                  name: texts.state,
                  cell: ({ status, failure_message: failure }) => (
                    <>
                      <Badge tone={TONES[status]}>{words.statuses[status]}</Badge>
                      {failure && <span className="block text-xs text-bad">{failure}</span>}
                    </>
                  ),
                },
                { name: words.destination, look: 'code', cell: ({ destination: account }) => account },
                { name: words.arrives, look: 'quiet', cell: ({ arrives_at: at }) => (at ? day(at) : '–') },
                { name: texts.date, look: 'quiet', cell: ({ created_at: at }) => day(at) },
              ]}
            />
          )
        }
      </Loaded>
      <FormDialog
        title={words.nowTitle}
        isOpen={open === 'pay'}
        onClose={() => setOpen(undefined)}
        action={words.now}
        isPending={pay.isPending}
        error={pay.error}
        onSubmit={(form) => pay.mutate(form)}
      >
        <Field label={words.currency}>
          <select name="currency" className="field">
            {available.map((sum) => (
              <option key={sum.currency} value={sum.currency}>
                {inWords(sum)}
              </option>
            ))}
          </select>
        </Field>
        <Field label={words.howMuch} hint={words.howMuchHint}>
          <input name="amount" inputMode="decimal" className="field" />
        </Field>
      </FormDialog>
      <FormDialog
        title={words.destination}
        isOpen={open === 'change'}
        onClose={() => setOpen(undefined)}
        action={texts.save}
        isPending={change.isPending}
        error={change.error}
        onSubmit={(form) => change.mutate(form)}
      >
        <Field label={words.destination} hint={isTest ? words.destinationTest : words.destinationLive}>
          {isTest ? (
            <select name="destination" defaultValue={destination.data ?? ''} className="field font-mono">
              {TEST_ACCOUNTS.map((account) => (
                <option key={account}>{account}</option>
              ))}
            </select>
          ) : (
            <input
              name="destination"
              required
              pattern="acct_\w+"
              defaultValue={destination.data ?? ''}
              className="field font-mono"
            />
          )}
        </Field>
      </FormDialog>
    </Section>
  )
}
