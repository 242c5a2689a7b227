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
import { elementsOf, newTensor, type RuntimeTensor, resultTensor } from './runtime-tensor.ts'
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
  /** The outputs that updates read. */
  #updatedFrom: number[]
  /** Which extras are written: cells that are updated. */
  #isWritten: boolean[]
  // Reused from run to run, so that a step makes no garbage.
  #feeds: Record<string, RuntimeTensor> = {}
  #fetches: Record<string, RuntimeTensor | null> = {}
  #refusal: string | undefined
  #stored: Stored[] = []
  #generation = -1
  /** How long the last updates took, in milliseconds. */
  #updating = 0

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
    const places = updates.flatMap(({ tensors, scalars }) => [...tensors, ...scalars])
    this.#updatedFrom = places.flatMap((place) => ('output' in place ? [place.output] : []))
    const written = updates.flatMap(({ rule, tensors }) => rule.writes.map(({ tensor }) => tensors[tensor]!))
    this.#isWritten = extras.map((_, i) => written.some((place) => 'extra' in place && place.extra === i))
  }

  /**
   * Runs the model. `finish` does what is left of the step, which cannot fail: weights are updated while the answer is
   * on its way, unless somebody who has it could change what they are updated from.
   */
  run(request: RunRequest): { outcome: Outcome; finish: () => void } {
    const start = performance.now()
    const { feeds, extras, outputs: destinations, mayLend } = request
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
      if (cell === 0) read.push(elementsOf(stored.tensor))
    }
    const before = performance.now()
    try {
      this.session?.run(this.#feeds, this.#fetches, {})
    } catch (error) {
      if (this.#refusal === undefined || (error as Error).message !== this.#refusal) throw error
    }
    const after = performance.now()
    const found = this.#findExtras(extras)
    // From here on nothing can fail: a step has done all of its writing, or none.
    for (const [i, cell] of destinations.entries()) if (cell !== 0) cells.swap(cell, this.#stored[i]!)
    const around = before - start + (performance.now() - after)
    const finish = () => this.#update(found)
    const isExposed = this.#isExposed(request)
    if (isExposed) finish()
    const computing = after - before + this.#updating
    const timing = { computing: computing * 1000, around: around * 1000 }
    return { outcome: { results: read, timing }, finish: isExposed ? () => {} : finish }
  }

  /** Whether updates read what is sent back, or memory that the sender shares. */
  #isExposed({ extras, outputs: destinations }: RunRequest): boolean {
    return (
      extras.some((feed) => ArrayBuffer.isView(feed) && feed.buffer instanceof SharedArrayBuffer) ||
      this.#updatedFrom.some((output) => destinations[output] === 0)
    )
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

  /** Finds what updates read and write beside outputs, where a cell or memory may be missing. */
  #findExtras(feeds: readonly Feed[]): Stored[] {
    const { cells } = this.#shared
    return this.#source.extras.map((slot, i) => {
      const feed = feeds[i]!
      if (this.#isWritten[i]) return cells.settle(feed as number)
      const stored = this.#resolve(feed, slot)
      // A variable that is both updated and an argument: the argument is what it held.
      if (!feeds.some((other, at) => other === feed && this.#isWritten[at])) return stored
      const { dtype, shape } = slot
      return { tensor: newTensor(dtype, shape, (stored.tensor.data as HostArray).slice()) }
    })
  }

  #update(extras: readonly Stored[]): void {
    const start = performance.now()
    const { updater } = this.#shared
    const at = (place: Place) => ('extra' in place ? extras[place.extra]! : this.#stored[place.output]!)
    // Single numbers are read before anything is written.
    const calls = this.#source.updates.map(({ rule, size, tensors, scalars }, i) => {
      const operands = tensors.map((place) => {
        const { tensor, block } = at(place)
        return { data: tensor.data as Float32Array, block }
      })
      const numbers = scalars.map((place) => Number((at(place).tensor.data as HostArray)[0]))
      return () => updater.run(this.#kernels[i]!, rule, size, operands, numbers)
    })
    for (const call of calls) call()
    this.#updating = performance.now() - start
  }
}
