/** Made when first needed, and once: that takes longer than most of what a page does. */
function once<Value>(make: () => Value): () => Value {
  let made: Value | undefined
  return () => (made ??= make())
}

const short = once(() => new Intl.NumberFormat('en', { notation: 'compact', maximumFractionDigits: 1 }))
const relative = once(() => new Intl.RelativeTimeFormat('en', { numeric: 'auto', style: 'long' }))
const dates = once(() => new Intl.DateTimeFormat('en', { day: 'numeric', month: 'short', year: 'numeric' }))

/** 43426 → 43.4K */
export const compact = (value: number): string => short().format(value)

const SIZES = ['B', 'kB', 'MB', 'GB', 'TB', 'PB']

/** Bytes as people say them: 176000 → 176 kB. */
export function bytes(count: number): string {
  const step = Math.min(SIZES.length - 1, count < 1000 ? 0 : Math.floor(Math.log10(count) / 3))
  const value = count / 1000 ** step
  return `${value >= 100 || step === 0 ? Math.round(value) : value.toFixed(1)} ${SIZES[step]}`
}

const UNITS = [
  ['year', 31_536_000],
  ['month', 2_592_000],
  ['week', 604_800],
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
] as const

/** "2 hours ago", from a time as the server writes it. */
export function ago(time: string, now = Date.now()): string {
  const seconds = (Date.parse(time) - now) / 1000
  for (const [unit, length] of UNITS) {
    if (Math.abs(seconds) >= length) return relative().format(Math.round(seconds / length), unit)
  }
  return 'just now'
}

/** 3 Nov 2026, of a time as the server writes it. */
export const day = (time: string): string => dates().format(new Date(time))

/** An amount in the currency's smallest unit, with how often it is due. */
export function money({
  currency,
  amount,
  model,
}: {
  currency: string
  amount: number
  model: string
}): string {
  const format = new Intl.NumberFormat('en', { style: 'currency', currency: currency.toUpperCase() })
  const digits = format.resolvedOptions().maximumFractionDigits ?? 2
  const often = model === 'subscription' ? ' / month' : model === 'usage' ? ' / call' : ''
  return format.format(amount / 10 ** digits) + often
}

/** float32[batch, 1, 28, 28] */
export const tensorType = (dtype: string | null, shape: readonly (number | string | null)[] | null): string =>
  `${dtype ?? '?'}${shape === null ? '[…]' : `[${shape.map((size) => size ?? '?').join(', ')}]`}`

/** A figure with as many digits as matter. */
export const figure = (value: number): string =>
  Number.isInteger(value) && Math.abs(value) < 1e9
    ? value.toLocaleString('en')
    : String(Number(value.toPrecision(4)))

/** Milliseconds as people say them. */
export const milliseconds = (value: number): string =>
  value >= 1000
    ? `${(value / 1000).toFixed(value >= 10_000 ? 0 : 1)} s`
    : `${value < 10 ? value.toFixed(1) : Math.round(value)} ms`
