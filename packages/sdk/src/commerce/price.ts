/**
 * Dollars (or another currency's whole units) as whole minor units, exactly: `'49'`, `49` and `'49.00'` are 4900.
 *
 * @throws TypeError for parts of a cent, and for what is no price
 */
export function toMinorUnits(price: number | string): number {
  const decimal = toUnitAmount(price)
  if (decimal.includes('.')) throw new TypeError(`"${price}" has parts of a cent: write it like 49 or 49.90`)
  return Number(decimal)
}

/** The same as a decimal text of minor units, for the price of one unit of use: `0.0008` is `'0.08'`. */
export function toUnitAmount(price: number | string): string {
  // Numbers below a millionth are written with an exponent otherwise.
  const text = typeof price === 'number' ? price.toFixed(14).replace(/\.?0+$/, '') : price.trim()
  const [, whole = '', digits = ''] = /^(\d{1,8})(?:\.(\d{1,14}))?$/.exec(text) ?? []
  if (whole === '') throw new TypeError(`"${price}" is not a price: write it like 49 or 49.90`)
  const cents = (whole + digits.padEnd(2, '0').slice(0, 2)).replace(/^0+(?=\d)/, '')
  const rest = digits.slice(2).replace(/0+$/, '')
  return rest === '' ? cents : `${cents}.${rest}`
}

/** `4900` of `usd` as `49.00 usd`; it may be below zero. */
export function showMoney({ currency, amount }: { currency: string; amount: number }): string {
  const digits = String(Math.abs(amount)).padStart(3, '0')
  return `${amount < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)} ${currency}`
}
