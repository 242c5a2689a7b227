import type { Deps } from '../deps.ts'

/** One background task: what a file of this folder exports. */
export interface Job<Payload = unknown> {
  /** What `queue.enqueue` names it by. */
  name: string
  /** Does the work. It may be done twice when a server dies, so it must be safe to repeat. */
  run(deps: Deps, payload: Payload): Promise<void>
  /** Runs by itself, this many milliseconds after it last ended. */
  everyMs?: number
}

/** Keeps the payload's type; `run` is handed what was enqueued. */
export const defineJob = <Payload>(job: Job<Payload>): Job<Payload> => job
