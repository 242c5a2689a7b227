import { answerOf } from '@nodeyard/sdk/client'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { CreditCard, Plus } from 'lucide-react'
import { useState } from 'react'
import { api } from '../../app/api.ts'
import { Button } from '../../ui/button.tsx'
import { Field } from '../../ui/field.tsx'
import { FormDialog } from '../../ui/form-dialog.tsx'
import { Section } from '../../ui/page.tsx'
import { methodsQuery } from './queries.ts'
import { texts } from './texts.ts'

const { methods: words } = texts

/** The cards an account keeps. Live ones come from the payment provider's own form, which is not on this server. */
export function PaymentMethods({ owner, isTest }: { owner: string | undefined; isTest: boolean }) {
  const client = useQueryClient()
  const { data: methods = [] } = useQuery(methodsQuery(owner))
  const [isAdding, setAdding] = useState(false)
  const again = async () => {
    setAdding(false)
    await client.invalidateQueries({ queryKey: ['payment methods'] })
  }
  const add = useMutation({
    mutationFn: (token: string) =>
      answerOf(
        api.marketplace.POST('/v1/payment_methods', {
          body: { token, ...(owner !== undefined && { owner }) },
        }),
      ),
    onSuccess: again,
  })
  const remove = useMutation({
    mutationFn: (id: string) =>
      api.marketplace.DELETE('/v1/payment_methods/{id}', { params: { path: { id } } }),
    onSuccess: again,
  })
  return (
    <Section
      title={words.title}
      hint={isTest ? undefined : words.liveHint}
      actions={
        isTest && (
          <Button onClick={() => setAdding(true)}>
            <Plus aria-hidden size={15} />
            {words.add}
          </Button>
        )
      }
    >
      {methods.length === 0 ? (
        <p className="text-ink-soft">{words.nothing}</p>
      ) : (
        <ul className="card divide-y divide-line">
          {methods.map(({ id, card }) => (
            <li key={id} className="flex items-center gap-3 px-4 py-2.5">
              <CreditCard aria-hidden size={17} className="text-ink-soft" />
              <span className="flex-1 capitalize">
                {card.brand} •••• {card.last4}
              </span>
              <span className="text-ink-soft tabular-nums">
                {card.exp_month}/{card.exp_year}
              </span>
              <Button
                look="quiet"
                aria-label={`${words.remove} •••• ${card.last4}`}
                disabled={remove.isPending}
                onClick={() => remove.mutate(id)}
              >
                {words.remove}
              </Button>
            </li>
          ))}
        </ul>
      )}
      <FormDialog
        title={words.add}
        isOpen={isAdding}
        onClose={() => setAdding(false)}
        action={words.add}
        isPending={add.isPending}
        error={add.error}
        onSubmit={(form) => add.mutate(String(form.get('token')))}
      >
        <Field label={texts.buy.testCards}>
          <select name="token" className="field">
            {Object.entries(texts.buy.cards).map(([token, label]) => (
              <option key={token} value={token}>
                {label}
              </option>
            ))}
          </select>
        </Field>
      </FormDialog>
    </Section>
  )
}
