import { Fault } from '../../fault.ts'
import type { RuntimeLog } from './runtime.ts'

/** Something that takes memory while it is loaded. */
export interface Pooled {
  readonly memoryBytes: number
  close(): Promise<void>
}

/** A hold on a loaded model: while anybody has one, the model stays. */
export interface Lease<T> {
  readonly model: T
  /** Must be called once, whatever happened. */
  release(): void
}

export interface LoadPlan<T> {
  /** What it will take, in bytes, as far as can be known before it is loaded. */
  memoryBytes: number
  load(): Promise<T>
}

interface Entry<T> {
  readonly key: string
  readonly loading: Promise<T>
  model: T | undefined
  /** The estimate until it is loaded, then what the model says. */
  bytes: number
  leases: number
  /** No longer to be found: it closes when the last lease ends. */
  isRetired: boolean
  closed: PromiseWithResolvers<void>
}

/**
 * Loaded models under a memory budget. A model is loaded when it is first asked for, once however many ask,
 * and the least recently used make room. A model in use is never closed: when room is needed and only models
 * in use are left, the least recently used one takes no new users and goes when its last one is done.
 */
export class ModelPool<T extends Pooled> {
  readonly #budgetBytes: number
  readonly #log: RuntimeLog
  /** Least recently used first. */
  readonly #entries = new Map<string, Entry<T>>()
  /** Retired, but still in use or closing: their memory is not free yet. */
  readonly #leaving = new Set<Entry<T>>()
  /** Makes room for one load at a time, in the order of asking. */
  #lastRoom: Promise<void> = Promise.resolve()
  #isClosed = false

  constructor(budgetBytes: number, log: RuntimeLog = () => {}) {
    this.#budgetBytes = budgetBytes
    this.#log = log
  }

  /** Bytes of all models here, those on their way in or out included. */
  get usedBytes(): number {
    let sum = 0
    for (const { bytes } of this.#entries.values()) sum += bytes
    for (const { bytes } of this.#leaving) sum += bytes
    return sum
  }

  has(key: string): boolean {
    return this.#entries.get(key)?.model !== undefined
  }

  /** A lease on a model that is loaded already: the hot path, without a promise. */
  find(key: string): Lease<T> | undefined {
    const entry = this.#entries.get(key)
    return entry?.model === undefined ? undefined : this.#lease(entry, entry.model)
  }

  /**
   * A lease on the model, loading it when it is not there.
   *
   * @throws Fault `unavailable` when it does not fit into the budget even alone; what `plan` throws, to
   * everyone who waited for that load, and the next one to ask tries again
   */
  async acquire(key: string, plan: () => LoadPlan<T> | Promise<LoadPlan<T>>): Promise<Lease<T>> {
    const found = this.find(key)
    if (found) return found
    const entry = this.#entries.get(key) ?? this.#begin(key, plan)
    // Counted from now on: a model must not leave between its loading and its first use.
    entry.leases++
    try {
      const model = await entry.loading
      entry.leases--
      return this.#lease(entry, model)
    } catch (error) {
      entry.leases--
      throw error
    }
  }

  /** Lets go of a model, now or when its last user is done. Resolves once it is closed. */
  async remove(key: string): Promise<void> {
    const entry = this.#entries.get(key)
    if (!entry) return
    this.#retire(entry)
    await entry.closed.promise
  }

  /** Closes every model; those in use when their users are done. */
  async close(): Promise<void> {
    this.#isClosed = true
    await Promise.all([...this.#entries.keys()].map((key) => this.remove(key)))
    await Promise.all([...this.#leaving].map(({ closed }) => closed.promise))
  }

  #lease(entry: Entry<T>, model: T): Lease<T> {
    entry.leases++
    if (!entry.isRetired) {
      this.#entries.delete(entry.key)
      this.#entries.set(entry.key, entry)
    }
    let isHeld = true
    return {
      model,
      release: () => {
        if (!isHeld) return
        isHeld = false
        entry.leases--
        if (entry.isRetired) this.#closeIfUnused(entry)
      },
    }
  }

  #begin(key: string, plan: () => LoadPlan<T> | Promise<LoadPlan<T>>): Entry<T> {
    if (this.#isClosed) throw new Fault('unavailable', 'the server is stopping')
    const loaded = Promise.withResolvers<T>()
    const entry: Entry<T> = {
      key,
      loading: loaded.promise,
      model: undefined,
      bytes: 0,
      leases: 0,
      isRetired: false,
      closed: Promise.withResolvers<void>(),
    }
    this.#entries.set(key, entry)
    this.#load(entry, plan).then(loaded.resolve, (error) => {
      // Gone before anybody learns of the failure, so that whoever asks next tries again.
      if (this.#entries.get(key) === entry) this.#entries.delete(key)
      this.#leaving.delete(entry)
      entry.closed.resolve()
      loaded.reject(error)
    })
    return entry
  }

  async #load(entry: Entry<T>, plan: () => LoadPlan<T> | Promise<LoadPlan<T>>): Promise<T> {
    const { memoryBytes, load } = await plan()
    if (memoryBytes > this.#budgetBytes) {
      const [needs, has] = [toMegabytes(memoryBytes), toMegabytes(this.#budgetBytes)]
      const message = `the model needs about ${needs} MB, but this server keeps ${has} MB for models`
      throw new Fault('unavailable', message)
    }
    const turn = this.#lastRoom.then(() => this.#makeRoom(entry, memoryBytes))
    this.#lastRoom = turn.catch(() => {})
    await turn
    const model = await load()
    entry.model = model
    entry.bytes = model.memoryBytes
    this.#log('info', `loaded ${entry.key} (${toMegabytes(entry.bytes)} MB)`)
    // Removed while it was loading: its waiters still get their answers, then it goes.
    if (entry.isRetired) setImmediate(() => this.#closeIfUnused(entry))
    return model
  }

  /** Reserves `bytes` for the entry once so much is free. */
  async #makeRoom(entry: Entry<T>, bytes: number): Promise<void> {
    while (this.usedBytes + bytes > this.#budgetBytes) {
      const candidates = [...this.#entries.values()].filter((other) => other.model !== undefined)
      const victim = candidates.find(({ leases }) => leases === 0) ?? candidates[0]
      if (victim) {
        this.#retire(victim)
        await victim.closed.promise
      } else {
        // Whatever takes the room is on its way out or still on its way in.
        const leaving = [...this.#leaving].map(({ closed }) => closed.promise)
        await Promise.race([...leaving, ...this.#loadingOthers(entry).map(({ loading }) => settled(loading))])
      }
    }
    entry.bytes = bytes
  }

  #loadingOthers(entry: Entry<T>): Entry<T>[] {
    return [...this.#entries.values()].filter((other) => other !== entry && other.bytes > 0 && !other.model)
  }

  #retire(entry: Entry<T>): void {
    if (entry.isRetired) return
    entry.isRetired = true
    this.#entries.delete(entry.key)
    this.#leaving.add(entry)
    this.#closeIfUnused(entry)
  }

  #closeIfUnused(entry: Entry<T>): void {
    if (entry.leases > 0 || entry.model === undefined || !this.#leaving.has(entry)) return
    const { model } = entry
    entry.model = undefined
    const done = () => {
      this.#leaving.delete(entry)
      this.#log('info', `unloaded ${entry.key}`)
      entry.closed.resolve()
    }
    model.close().then(done, (error: Error) => {
      this.#log('error', `could not unload ${entry.key}: ${error.message}`)
      done()
    })
  }
}

function settled(promise: Promise<unknown>): Promise<void> {
  return promise.then(
    () => {},
    () => {},
  )
}

function toMegabytes(bytes: number): number {
  return Math.ceil(bytes / 1024 / 1024)
}
