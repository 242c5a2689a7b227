/** How much of a minute's allowance is left. */
export interface Allowance {
  isAllowed: boolean
  limit: number
  remaining: number
  /** Milliseconds since 1970. */
  resetsAt: number
}

const WINDOW_MS = 60_000
const MOST_KEYS = 10_000

/** Counts in fixed minutes, in this process, without a promise: for what is asked thousands of times a second. */
export class RateWindows {
  readonly #windows = new Map<string, { startedAt: number; count: number }>()

  count(key: string, limit: number, now = Date.now()): Allowance {
    let window = this.#windows.get(key)
    if (!window || now - window.startedAt >= WINDOW_MS) {
      if (this.#windows.size >= MOST_KEYS) this.#sweep(now)
      window = { startedAt: now, count: 0 }
      this.#windows.set(key, window)
    }
    const isAllowed = window.count < limit
    if (isAllowed) window.count++
    return { isAllowed, limit, remaining: limit - window.count, resetsAt: window.startedAt + WINDOW_MS }
  }

  #sweep(now: number): void {
    for (const [key, { startedAt }] of this.#windows) {
      if (now - startedAt >= WINDOW_MS) this.#windows.delete(key)
    }
  }
}
