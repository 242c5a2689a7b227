import { setImmediate } from 'node:timers/promises'
import type { HostArray } from '../graph/dtype.ts'
import type { Slot, Timing } from './messages.ts'
import { elementsOf, newTensor, type RuntimeTensor } from './runtime-tensor.ts'
import { openSession, type Session, withFrozen } from './session.ts'
import { isSliceOver, nextSlice } from './slice.ts'

/** What has to be known to open a session. */
export interface NearSource {
  model: Uint8Array<ArrayBuffer>
  inputs: readonly Slot[]
  outputs: readonly Slot[]
  frozen: readonly (Slot & { data: HostArray })[]
  threads: number
}

/** A session on the thread that asks (see near.ts). */
export class NearSession {
  #session: Session
  #source: Pick<NearSource, 'inputs' | 'outputs'>
  #isBusy = false

  constructor({ model, frozen, threads, inputs, outputs }: NearSource) {
    this.#session = openSession(withFrozen(model, frozen), threads)
    this.#source = { inputs, outputs }
  }

  /** Whether a run is waiting for its turn of the event loop: one at a time, so that others come between. */
  get isBusy(): boolean {
    return this.#isBusy
  }

  async run(arrays: readonly HostArray[]): Promise<{ results: HostArray[]; timing: Timing }> {
    const start = performance.now()
    this.#isBusy = true
    try {
      const { inputs, outputs } = this.#source
      const feeds: Record<string, RuntimeTensor> = {}
      for (const [i, { name, dtype, shape }] of inputs.entries())
        feeds[name] = newTensor(dtype, shape, arrays[i]!)
      const fetches: Record<string, RuntimeTensor> = {}
      for (const { name, dtype, shape } of outputs) fetches[name] = newTensor(dtype, shape)
      if (isSliceOver()) await nextSlice()
      const before = performance.now()
      this.#session.run(feeds, fetches, {})
      const computing = (performance.now() - before) * 1000
      const results = outputs.map(({ name }) => elementsOf(fetches[name]!))
      return { results, timing: { computing, around: (before - start) * 1000, isNear: true } }
    } finally {
      this.#isBusy = false
    }
  }

  /** Frees it when what runs has run. */
  async release(): Promise<void> {
    while (this.#isBusy) await setImmediate()
    this.#session.dispose()
  }
}
