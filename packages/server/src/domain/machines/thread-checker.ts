import type { ProofChecker } from './verify.ts'
import { WorkThread } from './work-thread.ts'

/** Checks proofs in a thread of its own: seconds of work for a large memory. */
export class ThreadChecker implements ProofChecker {
  readonly #thread = new WorkThread(new URL('./check-proof.worker.ts', import.meta.url), 100)

  prepare(...[specs]: Parameters<ProofChecker['prepare']>): Promise<number> {
    return this.#thread.call({ kind: 'prepare', specs })
  }

  check(
    ...[prepared, roots, places, openings]: Parameters<ProofChecker['check']>
  ): ReturnType<ProofChecker['check']> {
    return this.#thread.call({ kind: 'check', prepared, roots, places, openings })
  }

  close(): Promise<void> {
    return this.#thread.close()
  }
}
