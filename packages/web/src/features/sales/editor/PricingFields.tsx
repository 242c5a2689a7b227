import { Field } from '../../../ui/field.tsx'
import { texts } from '../texts.ts'
import type { Draft } from './draft.ts'

const { editor: words } = texts

interface Props {
  draft: Draft
  onChange(change: Partial<Draft>): void
}

/** What it costs: once, by the month, or by use. */
export function PricingFields({ draft, onChange }: Props) {
  const text = (name: keyof Draft) => ({
    value: String(draft[name]),
    onChange: ({ target }: { target: { value: string } }) => onChange({ [name]: target.value }),
  })
  const isUsage = draft.model === 'usage'
  return (
    <fieldset className="space-y-3">
      <legend className="mb-1.5 font-medium">{words.pricing}</legend>
      <div className="grid grid-cols-3 gap-1 rounded-md border border-line bg-canvas p-0.5">
        {(['one_time', 'subscription', 'usage'] as const).map((model) => (
          <label
            key={model}
            className="flex h-8 cursor-pointer items-center justify-center rounded has-checked:bg-accent-soft has-checked:font-medium has-checked:text-accent has-focus-visible:outline-2 has-focus-visible:outline-accent"
          >
            <input
              type="radio"
              name="model"
              checked={draft.model === model}
              onChange={() => onChange({ model })}
              className="sr-only"
            />
            {words.models[model]}
          </label>
        ))}
      </div>
      <div className="grid grid-cols-2 gap-3">
        {isUsage ? (
          <Field label={words.unitPrice} hint={words.unitPriceHint}>
            <input {...text('unitPrice')} inputMode="decimal" required className="field" />
          </Field>
        ) : (
          <Field label={words.amount}>
            <input {...text('amount')} inputMode="decimal" required className="field" />
          </Field>
        )}
        <Field label={words.currency}>
          <select {...text('currency')} className="field">
            {['usd', 'eur', 'gbp'].map((currency) => (
              <option key={currency} value={currency}>
                {currency.toUpperCase()}
              </option>
            ))}
          </select>
        </Field>
        {draft.model !== 'one_time' && (
          <>
            <Field label={words.interval}>
              <select {...text('interval')} className="field">
                {Object.entries(words.intervals).map(([name, label]) => (
                  <option key={name} value={name}>
                    {label}
                  </option>
                ))}
              </select>
            </Field>
            <Field label={words.trial}>
              <input {...text('trialDays')} type="number" min={0} max={730} className="field" />
            </Field>
          </>
        )}
        {isUsage && (
          <>
            <Field label={words.unit} hint={words.unitHint}>
              <input {...text('unit')} pattern="[a-z][a-z0-9_]{0,39}" required className="field font-mono" />
            </Field>
            <Field label={words.included}>
              <input {...text('includedUnits')} type="number" min={0} className="field" />
            </Field>
          </>
        )}
      </div>
    </fieldset>
  )
}
