import { answerOf } from '@nodeyard/sdk/client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { api } from '../../app/api.ts'
import { Field } from '../../ui/field.tsx'
import { FormDialog } from '../../ui/form-dialog.tsx'
import { inWords, toMinor } from './money.ts'
import type { Purchase } from './queries.ts'
import { texts } from './texts.ts'

const { purchases: words } = texts

interface Props {
  purchase: Purchase
  /** Sellers choose how much goes back, and say why; buyers ask for all of it. */
  isSeller: boolean
  onClose(): void
}

export function RefundDialog({ purchase, isSeller, onClose }: Props) {
  const client = useQueryClient()
  const { currency } = purchase.amount
  const most = { currency, amount: purchase.amount.amount - purchase.refunded.amount }
  const refund = useMutation({
    mutationFn: (form: FormData) => {
      const text = String(form.get('amount') ?? '').trim()
      const amount = text === '' ? undefined : toMinor(text)
      if (text !== '' && amount === undefined) throw new Error(texts.editor.badAmount)
      const reason = String(form.get('reason') ?? 'requested_by_customer')
      const body = { purchase_id: purchase.id, reason, ...(amount !== undefined && { amount }) }
      return answerOf(api.marketplace.POST('/v1/refunds', { body: body as never }))
    },
    onSuccess: async () => {
      onClose()
      await Promise.all([
        client.invalidateQueries({ queryKey: ['purchases'] }),
        client.invalidateQueries({ queryKey: ['balance'] }),
      ])
    },
  })
  return (
    <FormDialog
      title={words.refundTitle(purchase.parties?.title ?? purchase.id)}
      isOpen
      onClose={onClose}
      action={words.refund}
      isDanger
      isPending={refund.isPending}
      error={refund.error}
      onSubmit={(form) => refund.mutate(form)}
    >
      {isSeller ? (
        <>
          <Field label={words.refundAmount} hint={words.refundHint(inWords(most))}>
            <input
              name="amount"
              inputMode="decimal"
              placeholder={(most.amount / 100).toFixed(2)}
              className="field"
            />
          </Field>
          <Field label={words.reason}>
            <select name="reason" className="field">
              {Object.entries(words.reasons).map(([name, label]) => (
                <option key={name} value={name}>
                  {label}
                </option>
              ))}
            </select>
          </Field>
        </>
      ) : (
        <p className="text-ink-soft">{words.refundAsk}</p>
      )}
    </FormDialog>
  )
}
