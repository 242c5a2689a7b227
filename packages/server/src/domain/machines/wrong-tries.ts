import { LRUCache } from 'lru-cache'

const SECOND = 1000
const MOST_WAITING = 200

interface Tries {
  /** When the second began that is being counted. */
  since: number
  wrong: number
  running: number
  waiting: (() => void)[]
}

/**
 * Lets tries through by who makes them, as long as fewer than a limit have failed within a second. Tries that
 * are under way might fail too, so more than the limit are not made at once: they wait for one to end.
 */
export class WrongTries {
  readonly #most: number
  readonly #tries = new LRUCache<string, Tries>({ max: 100_000 })

  constructor(mostWrongASecond: number) {
    this.#most = mostWrongASecond
  }

  /** Whether somebody has failed too often just now to try again. */
  isOver(who: string): boolean {
    const tries = this.#tries.get(who)
    return tries !== undefined && isOver(tries, this.#most)
  }

  /** Makes a try. @returns whether it was right; undefined when there were too many wrong ones to make it */
  async make(who: string, test: () => Promise<boolean>): Promise<boolean | undefined> {
    let tries = this.#tries.get(who)
    if (!tries) {
      tries = { since: Date.now(), wrong: 0, running: 0, waiting: [] }
      this.#tries.set(who, tries)
    }
    while (!isOver(tries, this.#most) && tries.wrong + tries.running >= this.#most) {
      if (tries.waiting.length >= MOST_WAITING) return undefined
      const { promise, resolve } = Promise.withResolvers<void>()
      tries.waiting.push(resolve)
      await promise
    }
    if (isOver(tries, this.#most)) return undefined
    tries.running++
    try {
      const isRight = await test()
      if (!isRight) tries.wrong++
      return isRight
    } finally {
      tries.running--
      for (const resolve of tries.waiting.splice(0)) resolve()
    }
  }
}

function isOver(tries: Tries, most: number): boolean {
  const now = Date.now()
  if (now - tries.since >= SECOND) {
    tries.since = now
    tries.wrong = 0
  }
  return tries.wrong >= most
}
