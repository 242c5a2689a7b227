import { UsageError } from './command.ts'

const SECONDS: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86_400, w: 604_800 }

/** `90d`, `12h`, `30m` or `45s` in seconds. */
export function seconds(text: string, option: string): number {
  const [, count, unit = 's'] = /^(\d+)([smhdw])?$/.exec(text) ?? []
  if (count === undefined) throw new UsageError(`--${option} must be a time such as 90d, 12h, 30m or 45s.`)
  return Number(count) * SECONDS[unit]!
}
