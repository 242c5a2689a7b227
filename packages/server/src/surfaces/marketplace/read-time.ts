import { Fault } from '../../fault.ts'

/**
 * A time of a request in milliseconds since 1970, whole seconds.
 *
 * @throws Fault `validation_failed` for what has the form of a time and is none, such as a leap second
 */
export function readTime(field: string, text: string): number {
  const ms = Math.floor(Date.parse(text) / 1000) * 1000
  if (ms >= Date.UTC(2000) && ms < Date.UTC(2200)) return ms
  throw new Fault('validation_failed', `${field}: must be a time between the years 2000 and 2200`, { field })
}
