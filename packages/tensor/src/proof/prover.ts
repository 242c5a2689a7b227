import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import type { ProofSpec } from './chain.ts'
import type { Provider } from './multiply-onnx.ts'
import type { Opening, Place } from './prove.ts'

export interface ProverOptions {
  /** Where to compute, the first that is there; all that ONNX Runtime may have when not said. */
  providers?: readonly Provider[]
  threads?: number
}

/** Computes chains in a thread of its own, with ONNX Runtime. */
export class Prover {
  readonly #worker: Worker
  readonly #calls = new Map<number, { resolve(result: never): void; reject(error: Error): void }>()
  #lastId = 0

  constructor({ providers, threads = availableParallelism() }: ProverOptions = {}) {
    // Built packages have JavaScript beside them, the repository TypeScript.
    const file = import.meta.url.endsWith('.ts') ? './prover.worker.ts' : './prover.worker.js'
    this.#worker = new Worker(new URL(file, import.meta.url), {
      workerData: { threads, ...(providers ? { providers } : {}) },
    })
    this.#worker.unref()
    this.#worker.on('message', ({ id, result, error }) => {
      const call = this.#calls.get(id)
      this.#calls.delete(id)
      if (this.#calls.size === 0) this.#worker.unref()
      if (error === undefined) call?.resolve(result as never)
      else call?.reject(new Error(error))
    })
    const fail = (error: Error) => {
      for (const call of this.#calls.values()) call.reject(error)
      this.#calls.clear()
    }
    this.#worker.on('error', (error) => fail(error as Error))
    this.#worker.on('exit', () => fail(new Error('the prover has ended')))
  }

  /** Computes the chains of a machine's devices and keeps all of them; what was kept before is let go. */
  commit(specs: readonly ProofSpec[]): Promise<{ roots: string[]; backend: string }> {
    return this.#call({ kind: 'commit', specs })
  }

  /** Shows rows of each chain that is kept. */
  open(places: readonly (readonly Place[])[]): Promise<Opening[][]> {
    return this.#call({ kind: 'open', places })
  }

  release(): Promise<void> {
    return this.#call({ kind: 'release' })
  }

  async close(): Promise<void> {
    // A thread is not ended inside a native library: it would take the process with it.
    await this.release().catch(() => {})
    await this.#worker.terminate()
  }

  #call<Result>(request: object): Promise<Result> {
    return new Promise<Result>((resolve, reject) => {
      const id = ++this.#lastId
      this.#calls.set(id, { resolve, reject })
      this.#worker.ref()
      this.#worker.postMessage({ ...request, id })
    })
  }
}
