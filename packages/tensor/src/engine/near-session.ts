import type { InferenceSession } from 'onnxruntime-node'
import type { HostArray } from '../graph/dtype.ts'
import type { Slot, Timing } from './messages.ts'
import { newTensor, type RuntimeTensor } from './runtime-tensor.ts'
import { openSession, withFrozen } from './session.ts'

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
  #session: InferenceSession
  #source: Pick<NearSource, 'inputs' | 'outputs'>
  #isBusy = false

  private constructor(session: InferenceSession, source: NearSource) {
    this.#session = session
    this.#source = source
  }

  static async open(source: NearSource): Promise<NearSession> {
    return new NearSession(await openSession(withFrozen(source.model, source.frozen), source.threads), source)
  }

  /** Whether a run is waiting for the event loop to come to it: one at a time, so that others come between. */
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
      const before = performance.now()
      // ONNX Runtime gives way to the event loop once, then computes.
      await this.#session.run(feeds, fetches)
      const computing = (performance.now() - before) * 1000
      const results = outputs.map(({ name }) => fetches[name]!.data as HostArray)
      return { results, timing: { computing, around: (before - start) * 1000, isNear: true } }
    } finally {
      this.#isBusy = false
    }
  }

  /** Frees it when what runs has run. */
  release(): void {
    setImmediate(() => void this.#session.release())
  }
}
