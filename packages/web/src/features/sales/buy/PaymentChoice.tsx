import { useQuery } from '@tanstack/react-query'
import { Field } from '../../../ui/field.tsx'
import { inWords } from '../money.ts'
import { balanceQuery, methodsQuery } from '../queries.ts'
import { texts } from '../texts.ts'

const { buy: words } = texts

interface Props {
  owner: string | undefined
  currency: string
  isTest: boolean
}

/** What to pay with: kept cards, test cards, what one has earned. */
export function PaymentChoice({ owner, currency, isTest }: Props) {
  const { data: methods = [] } = useQuery(methodsQuery(owner))
  const { data: balance } = useQuery(balanceQuery(owner))
  const available = balance?.available.find((sum) => sum.currency === currency)?.amount ?? 0
  return (
    <Field label={words.payWith} hint={!isTest && methods.length === 0 ? words.noCards : undefined}>
      <select name="payment_method" required className="field h-10">
        {methods.length > 0 && (
          <optgroup label={words.ownCards}>
            {methods.map(({ id, card }) => (
              <option key={id} value={id}>
                {card.brand} •••• {card.last4} · {card.exp_month}/{card.exp_year}
              </option>
            ))}
          </optgroup>
        )}
        {isTest && (
          <optgroup label={words.testCards}>
            {Object.entries(words.cards).map(([token, label]) => (
              <option key={token} value={token}>
                {label}
              </option>
            ))}
          </optgroup>
        )}
        <option value="balance" disabled={available === 0}>
          {words.balance} · {words.available(inWords({ currency, amount: available }))}
        </option>
      </select>
    </Field>
  )
}
