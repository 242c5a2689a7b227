import type { Outcome } from '../execute/execute.ts'

/** An event of a run with its place in the run, as it is told and kept. */
export type RunFrame = Record<string, unknown> & { type: string; run_id: string; cursor: number }

/** A run on this server that has not been put away yet: what happened so far, and who listens. */
export class LiveRun {
  readonly id: string
  readonly accountId: string
  readonly frames: RunFrame[] = []
  readonly stopper = new AbortController()
  readonly done: Promise<Outcome>
  readonly #listeners = new Set<(frame: RunFrame) => void>()
  readonly #settle: (outcome: Outcome) => void
  /** How many frames have been written. */
  written = 0
  isEnded = false
  /** Its last event is out; it is only being put away. */
  isTold = false

  constructor(id: string, accountId: string) {
    this.id = id
    this.accountId = accountId
    const { promise, resolve } = Promise.withResolvers<Outcome>()
    this.done = promise
    this.#settle = resolve
  }

  tell(event: { type: string; [key: string]: unknown }): void {
    const frame = { ...event, run_id: this.id, cursor: this.frames.length + 1 }
    this.frames.push(frame)
    if (/^execution_(complete|error|stopped)$/.test(event.type)) this.isTold = true
    for (const listener of this.#listeners) listener(frame)
  }

  /** Hands out what happened after `cursor` and all that still will; returns how to stop listening. */
  listen(cursor: number, listener: (frame: RunFrame) => void): () => void {
    for (const frame of this.frames.slice(Math.max(0, cursor))) listener(frame)
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  end(outcome: Outcome): void {
    this.isEnded = true
    this.#settle(outcome)
  }
}
