import type { Logger } from 'pino'
import { type Counter, sharedCounter } from '../../db/counters.ts'
import type { Database } from '../../db/database.ts'
import { Fault } from '../../fault.ts'
import { sha256 } from './secrets.ts'

interface Bound {
  counter: Counter
  /** What is counted; it is stored hashed. */
  key: string
  max: number
}

/**
 * Bounds how often secrets that people type (passwords, codes) may be guessed.
 *
 * Only failures count in the end, and every count is forgotten when its time is over, so nobody is locked
 * out for ever. The narrow bounds come first: somebody who fails too often from one place is refused there
 * before the count that all places share is full.
 */
export class Attempts {
  readonly #signInPair: Counter
  readonly #signInAddress: Counter
  readonly #signInEmail: Counter
  readonly #password: Counter
  readonly #userCode: Counter

  constructor(database: Database, log: Logger) {
    const counter = (name: string, minutes: number) =>
      sharedCounter(database, log, { name, seconds: minutes * 60 })
    this.#signInPair = counter('sign-in-pair', 10)
    this.#signInAddress = counter('sign-in-address', 10)
    this.#signInEmail = counter('sign-in-email', 60)
    this.#password = counter('password', 10)
    this.#userCode = counter('user-code', 10)
  }

  signIn<T>(email: string, address: string, attempt: () => Promise<T>): Promise<T> {
    return within(
      [
        { counter: this.#signInPair, key: `${email} ${address}`, max: 10 },
        { counter: this.#signInAddress, key: address, max: 50 },
        { counter: this.#signInEmail, key: email, max: 100 },
      ],
      attempt,
    )
  }

  /** Somebody who is signed in repeats their password. */
  password<T>(accountId: string, attempt: () => Promise<T>): Promise<T> {
    return within([{ counter: this.#password, key: accountId, max: 10 }], attempt)
  }

  /** Somebody who is signed in types the code that a terminal shows. */
  userCode<T>(accountId: string, attempt: () => Promise<T>): Promise<T> {
    return within([{ counter: this.#userCode, key: accountId, max: 10 }], attempt)
  }
}

/** Counted before it is tried, so that a hundred tries at once are a hundred; taken back when it was right. */
async function within<T>(bounds: readonly Bound[], attempt: () => Promise<T>): Promise<T> {
  const counted = bounds.map(({ key, ...bound }) => ({ ...bound, key: sha256(key) }))
  for (const { counter, key, max } of counted) {
    const { count, resetsAt } = await counter.add(key)
    if (count <= max) continue
    const retryAfter = Math.max(1, Math.ceil((resetsAt - Date.now()) / 1000))
    throw new Fault('rate_limited', `too many failed attempts: wait ${retryAfter} s`, { retryAfter })
  }
  const result = await attempt()
  await Promise.all(counted.map(({ counter, key }) => counter.takeBack(key)))
  return result
}
