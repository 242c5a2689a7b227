import type { Period } from '../../db/tables/commerce.ts'

export const DAY_MS = 24 * 3600_000

/**
 * The end of so many periods since an anchor, by the calendar in UTC: from 31 January a month later is the
 * last of February, and another month later 31 March again, since everything counts from the anchor.
 */
export function addPeriods(anchor: number, count: number, period: Period): number {
  const from = new Date(anchor)
  const months = from.getUTCMonth() + count * (period === 'year' ? 12 : 1)
  const lastDay = new Date(Date.UTC(from.getUTCFullYear(), months + 1, 0)).getUTCDate()
  const to = new Date(anchor)
  to.setUTCFullYear(from.getUTCFullYear(), months, Math.min(from.getUTCDate(), lastDay))
  return to.getTime()
}
