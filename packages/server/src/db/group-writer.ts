import { AsyncLocalStorage } from 'node:async_hooks'

/** Milliseconds until what nobody waits for is written. */
const SOON_MS = 100

export interface GroupWriterOptions<Item> {
  /** Writes all of them in one transaction. */
  commit(items: readonly Item[]): Promise<void>
  /** Which of those that wait are worth writing; asked now and then where many wait. */
  choose?(items: readonly Item[]): ReadonlySet<Item>
}

/** How many wait before it is asked again which of them are worth writing. */
const CHOOSE_EVERY = 200

interface Waiting<Item> {
  item: Item
  resolve(): void
  reject(error: unknown): void
}

/**
 * Writes things down in groups: while one commit waits for the disk, all that comes meanwhile is collected for the next,
 * so that many cost as little as one.
 */
export class GroupWriter<Item> {
  readonly #options: GroupWriterOptions<Item>
  #waiting: Waiting<Item>[] = []
  /** The commits under way. */
  #writing: Promise<void> | undefined
  /** Whether something is waited for that the commit under way does not hold. */
  #isUrgent = false
  #soon: NodeJS.Timeout | undefined
  /** A commit holds what many requests have brought, so it is part of none. */
  readonly #apart = AsyncLocalStorage.snapshot()

  constructor(options: GroupWriterOptions<Item>) {
    this.#options = options
  }

  /** Writes it with the next commit; resolves once it is written. */
  write(item: Item): Promise<void> {
    const written = this.#add(item)
    void this.#writeAll()
    return written
  }

  /** The same a little later, with all that comes until then. */
  writeSoon(item: Item): Promise<void> {
    const written = this.#add(item)
    if (this.#waiting.length % CHOOSE_EVERY === 0) this.#waiting = this.#chosen()
    this.#soon ??= this.#apart(setTimeout, () => void this.#writeAll(), SOON_MS)
    return written
  }

  /** Writes what waits; resolves when all is written, or has failed to be. */
  async settle(): Promise<void> {
    if (this.#waiting.length > 0) await this.#writeAll()
    else await this.#writing
  }

  #add(item: Item): Promise<void> {
    const { promise, resolve, reject } = Promise.withResolvers<void>()
    this.#waiting.push({ item, resolve, reject })
    return promise
  }

  #writeAll(): Promise<void> {
    this.#isUrgent = true
    this.#writing ??= this.#apart(() => this.#writeWhileUrgent())
    return this.#writing
  }

  async #writeWhileUrgent(): Promise<void> {
    while (this.#isUrgent) {
      this.#isUrgent = false
      clearTimeout(this.#soon)
      this.#soon = undefined
      const group = this.#chosen()
      this.#waiting = []
      await this.#options.commit(group.map(({ item }) => item)).then(
        () => {
          for (const { resolve } of group) resolve()
        },
        // One that cannot be written must not take the others along.
        () => this.#oneByOne(group),
      )
    }
    this.#writing = undefined
  }

  async #oneByOne(group: readonly Waiting<Item>[]): Promise<void> {
    for (const { item, resolve, reject } of group) await this.#options.commit([item]).then(resolve, reject)
  }

  /** What waits, without what is not worth writing: that counts as written. */
  #chosen(): Waiting<Item>[] {
    const { choose } = this.#options
    if (!choose || this.#waiting.length <= CHOOSE_EVERY) return this.#waiting
    const chosen = choose(this.#waiting.map(({ item }) => item))
    return this.#waiting.filter(({ item, resolve }) => {
      if (!chosen.has(item)) resolve()
      return chosen.has(item)
    })
  }
}
