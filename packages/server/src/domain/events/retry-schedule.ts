const SECOND = 1000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE

/** What a delivery that failed waits before each further try, in milliseconds. */
export const RETRY_DELAYS_MS = [
  5 * SECOND,
  30 * SECOND,
  2 * MINUTE,
  10 * MINUTE,
  30 * MINUTE,
  2 * HOUR,
  6 * HOUR,
  12 * HOUR,
  24 * HOUR,
] as const

/** Each wait is up to this much shorter or longer, so that what failed together is not tried together. */
export const JITTER = 0.1

/** An endpoint that has only failed for this long is not called any more. */
export const DISABLE_AFTER_MS = 72 * HOUR

/**
 * When to try again after the `tries`-th try at `at` has failed; undefined when that was the last.
 *
 * @param random from 0 to 1
 */
export function nextTryAt(at: number, tries: number, random = Math.random()): number | undefined {
  const delay = RETRY_DELAYS_MS[tries - 1]
  return delay === undefined ? undefined : Math.round(at + delay * (1 + JITTER * (2 * random - 1)))
}
