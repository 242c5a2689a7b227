import { allocate, type HostArray } from '../graph/dtype.ts'
import { sizeOf } from '../graph/shape.ts'
import { fillRandom } from '../random/fill-random.ts'
import type { CellStore, Stored } from './cell-store.ts'
import type { Arena } from './fusion/arena.ts'
import type { Place } from './fusion/fuse.ts'
import type { Scratch } from './fusion/scratch.ts'
import type { Updater } from './fusion/updater.ts'
import type { Feed, Outcome, ProgramSource, RunRequest, Slot } from './messages.ts'
import type { ResultPool } from './result-pool.ts'
import { newTensor, type RuntimeTensor, resultTensor } from './runtime-tensor.ts'
import type { Session } from './session.ts'
import { UNREAD } from './unread.ts'

/** What the programs of a worker share. */
export interface Shared {
  cells: CellStore
  arena: Arena
  scratch: Scratch
  updater: Updater
  results: ResultPool
}

/** A compiled graph: ONNX Runtime's session, then updates in place. */
export class Program {
  readonly session: Session | undefined
  #source: Pick<ProgramSource, 'inputs' | 'outputs' | 'extras' | 'updates'>
  #shared: Shared
  #kernels: ReturnType<Updater['compile']>[]
  /** Which extras are written: cells that are updated. */
  #isWritten: boolean[]
  // Reused from run to run, so that a step makes no garbage.
  #feeds: Record<string, RuntimeTensor> = {}
  #fetches: Record<string, RuntimeTensor | null> = {}
  #refusal: string | undefined
  #stored: Stored[] = []
  #generation = -1

  /** `refusal`: what the binding says instead of copying results; the model has a result for that (see unread.ts). */
  constructor(
    session: Session | undefined,
    { inputs, outputs, extras, updates }: ProgramSource,
    shared: Shared,
    refusal?: string,
  ) {
    this.session = session
    this.#source = { inputs, outputs, extras, updates }
    this.#shared = shared
    this.#refusal = refusal
    if (refusal !== undefined) this.#fetches[UNREAD] = null
    this.#kernels = updates.map(({ rule }) => shared.updater.compile(rule))
    const written = updates.flatMap(({ rule, tensors }) => rule.writes.map(({ tensor }) => tensors[tensor]!))
    this.#isWritten = extras.map((_, i) => written.some((place) => 'extra' in place && place.extra === i))
  }

  run({ feeds, extras, outputs: destinations, mayLend }: RunRequest): Outcome {
    const start = performance.now()
    const { inputs, outputs } = this.#source
    const { cells, results } = this.#shared
    for (const [i, slot] of inputs.entries()) this.#feeds[slot.name] = this.#resolve(feeds[i]!, slot).tensor
    if (outputs.length > destinations.length) this.#layScratch(destinations.length)
    const read: HostArray[] = []
    for (const [i, cell] of destinations.entries()) {
      const { name, dtype, shape } = outputs[i]!
      const stored =
        cell === 0
          ? { tensor: resultTensor(dtype, shape, mayLend ? results : undefined) }
          : cells.spareFor(cell, dtype, shape)
      this.#stored[i] = stored
      this.#fetches[name] = stored.tensor
      if (cell === 0) read.push(stored.tensor.data as HostArray)
    }
    const before = performance.now()
    try {
      this.session?.run(this.#feeds, this.#fetches, {})
    } catch (error) {
      if (this.#refusal === undefined || (error as Error).message !== this.#refusal) throw error
    }
    // From here on nothing can fail: a step has done all of its writing, or none.
    this.#update(extras)
    const after = performance.now()
    for (const [i, cell] of destinations.entries()) if (cell !== 0) cells.swap(cell, this.#stored[i]!)
    const around = before - start + (performance.now() - after)
    return { results: read, timing: { computing: (after - before) * 1000, around: around * 1000 } }
  }

  #resolve(feed: Feed, { dtype, shape }: Slot): Stored {
    if (typeof feed === 'number') return this.#shared.cells.get(feed)
    if (ArrayBuffer.isView(feed)) return { tensor: newTensor(dtype, shape, feed) }
    const data = allocate(dtype, sizeOf(shape))
    fillRandom(data, feed.fill, feed.key)
    return { tensor: newTensor(dtype, shape, data) }
  }

  /** Lets what only updates read be written where they read it without copying. */
  #layScratch(first: number): void {
    const { arena, scratch } = this.#shared
    if (this.#generation === scratch.generation) return
    const slots = this.#source.outputs.slice(first)
    const tensors = slots.map(({ dtype, shape }) => ({ tensor: newTensor(dtype, shape) }))
    const blocks = scratch.lay(tensors.map(({ tensor }) => (tensor.data as HostArray).byteLength))
    this.#generation = scratch.generation
    for (const [i, { name, dtype, shape }] of slots.entries()) {
      const block = blocks?.[i]
      let stored: Stored = tensors[i]!
      if (block && dtype === 'float32') {
        const data = new Float32Array(arena.buffer, block.address, sizeOf(shape))
        stored = { tensor: newTensor(dtype, shape, data), block }
      }
      this.#stored[first + i] = stored
      this.#fetches[name] = stored.tensor
    }
  }

  #update(feeds: readonly Feed[]): void {
    const { extras, updates } = this.#source
    if (updates.length === 0) return
    const { cells, updater } = this.#shared
    const written = new Set(feeds.filter((_, i) => this.#isWritten[i]))
    // All is found before anything is written.
    const found = extras.map((slot, i) => {
      const feed = feeds[i]!
      if (this.#isWritten[i]) return cells.settle(feed as number)
      const stored = this.#resolve(feed, slot)
      // A variable that is both updated and an argument: the argument is what it held.
      if (!written.has(feed)) return stored
      const { dtype, shape } = slot
      return { tensor: newTensor(dtype, shape, (stored.tensor.data as HostArray).slice()) }
    })
    const at = (place: Place) => ('extra' in place ? found[place.extra]! : this.#stored[place.output]!)
    const calls = updates.map(({ rule, size, tensors, scalars }, i) => {
      const operands = tensors.map((place) => {
        const { tensor, block } = at(place)
        return { data: tensor.data as Float32Array, block }
      })
      const numbers = scalars.map((place) => Number((at(place).tensor.data as HostArray)[0]))
      return () => updater.run(this.#kernels[i]!, rule, size, operands, numbers)
    })
    for (const call of calls) call()
  }
}
