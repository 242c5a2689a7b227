import { milliseconds } from '../format.ts'
import { asBars, brief } from './spec.ts'
import { texts } from './texts.ts'

export interface Result {
  output: Record<string, unknown>
  metrics: { cold_start_ms: number; predict_ms: number; batch_rows: number }
}

/** Each output: a row of numbers as bars, the highest marked; anything else as it came. */
export function Answer({ result }: { result: Result }) {
  const { metrics } = result
  return (
    <div className="space-y-5">
      {Object.entries(result.output).map(([name, value]) => {
        const bars = asBars(value)
        return (
          <section key={name}>
            <h3 className="mb-1.5 font-mono text-xs font-semibold">{name}</h3>
            {bars && bars.length <= 40 ? <Bars values={bars} name={name} /> : <Raw value={value} />}
          </section>
        )
      })}
      <p className="text-xs text-ink-soft">
        {texts.took(milliseconds(metrics.predict_ms))} {texts.rows(metrics.batch_rows)}.
        {metrics.cold_start_ms > 0 && ` ${texts.coldStart(milliseconds(metrics.cold_start_ms))}.`}
      </p>
    </div>
  )
}

function Bars({ values, name }: { values: number[]; name: string }) {
  const most = Math.max(...values)
  const least = Math.min(0, ...values)
  const winner = values.indexOf(most)
  const isShare = least >= 0 && Math.abs(values.reduce((sum, one) => sum + one, 0) - 1) < 1e-3
  return (
    <table className="w-full" aria-label={name}>
      <tbody>
        {values.map((value, at) => (
          <tr
            // biome-ignore lint/suspicious/noArrayIndexKey: the place is what it is.
            key={at}
            data-winner={at === winner || undefined}
            className={at === winner ? 'font-semibold' : ''}
          >
            <th scope="row" className="w-8 py-0.5 pr-2 text-right font-mono text-xs font-[inherit]">
              {at}
            </th>
            <td className="py-0.5">
              <div className="h-4 rounded-sm bg-canvas">
                <div
                  className={`h-4 rounded-sm ${at === winner ? 'bg-accent' : 'bg-line-strong'}`}
                  style={{ width: `${most === least ? 0 : ((value - least) / (most - least)) * 100}%` }}
                />
              </div>
            </td>
            <td className="w-20 py-0.5 pl-2 text-right font-mono text-xs">
              {isShare ? `${(value * 100).toFixed(2)} %` : Number(value.toPrecision(4))}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

const Raw = ({ value }: { value: unknown }) => (
  <pre
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard.
    tabIndex={0}
    className="max-h-60 overflow-auto rounded-md bg-canvas p-3 font-mono text-xs break-all whitespace-pre-wrap"
  >
    {brief(value)}
  </pre>
)
