import { storable } from '../../../db/storable.ts'
import type { GraphRunTable, RunOrigin, RunStatus } from '../../../db/tables/graphs.ts'
import type { Outcome } from '../execute/execute.ts'
import type { RunRequest } from './run-request.ts'

/** An event of a run with its place in the run, as it is told and kept. */
export type RunFrame = Record<string, unknown> & { type: string; run_id: string; cursor: number }

/** The origins of runs whose outcome somebody waits for. */
export const CALLS = ['function', 'app'] as const satisfies RunOrigin[]

/** A run on this server that has not been put away yet: how it stands, what happened so far, and who listens. */
export class LiveRun {
  readonly id: string
  readonly accountId: string
  readonly frames: RunFrame[] = []
  readonly stopper = new AbortController()
  /** What it came to. */
  readonly done: Promise<Outcome>
  /** Resolves when it is on record as it ended, and no longer live. */
  readonly putAway: Promise<void>
  readonly #request: RunRequest
  readonly #document: string | undefined
  readonly createdAt = Date.now()
  readonly #listeners = new Set<(frame: RunFrame) => void>()
  readonly #settle: (outcome: Outcome) => void
  readonly #leave: () => void
  #startedAt: number | null = null
  #endedAt: number | null = null
  #error: string | null = null
  #summary: string | null = null
  #requestText: string | undefined
  status: RunStatus = 'queued'
  /** Whether there is a row of it; how it stood, and how many events there were, the last time it was written. */
  isOnRecord = false
  /** Whether it may have been written before it ended. */
  wasWrittenEarly = false
  writtenStatus: RunStatus | undefined
  written = 0
  /** Its last event is out; it is only being put away. */
  isTold = false
  /** Whether somebody waits for what comes out: such a run is on record soon after it is answered. */
  readonly isCall: boolean
  /** Whether another may have had the id before. */
  readonly replaces: boolean

  /** @param document the request's graph as JSON, where that is known */
  constructor(id: string, accountId: string, request: RunRequest, document?: string) {
    this.id = id
    this.accountId = accountId
    this.isCall = (CALLS as readonly unknown[]).includes(request.origin)
    this.replaces = request.runId !== undefined && !this.isCall
    this.#request = request
    this.#document = document
    const done = Promise.withResolvers<Outcome>()
    this.done = done.promise
    this.#settle = done.resolve
    const putAway = Promise.withResolvers<void>()
    this.putAway = putAway.promise
    this.#leave = putAway.resolve
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

  begin(): void {
    this.status = 'running'
    this.#startedAt = Date.now()
  }

  /** Takes down what it came to. */
  conclude({ status, error }: Outcome, summary: object): void {
    this.status = status
    this.#endedAt = Date.now()
    this.#error = error === undefined ? null : storable(error)
    this.#summary = JSON.stringify(summary)
  }

  get hasEnded(): boolean {
    return this.#endedAt !== null
  }

  /** Says what it came to to those who wait for it. */
  end(outcome: Outcome): void {
    this.#settle(outcome)
  }

  leave(): void {
    this.#leave()
  }

  /** Whether something of it is not written yet. */
  get isBehind(): boolean {
    return this.frames.length > this.written || this.status !== this.writtenStatus
  }

  #writeRequest(): string {
    if (this.#document === undefined) return JSON.stringify(this.#request)
    const { graph: _, ...rest } = this.#request
    return `{"graph":${this.#document},${JSON.stringify(rest).slice(1)}`
  }

  toRow(serverId: string): GraphRunTable {
    this.#requestText ??= this.#writeRequest()
    return {
      id: this.id,
      account_id: this.accountId,
      graph_id: this.#request.graphId ?? '',
      graph_name: storable(this.#request.graph.name ?? 'Untitled'),
      origin: this.#request.origin ?? 'canvas',
      status: this.status,
      request: this.#requestText,
      error: this.#error,
      summary: this.#summary,
      server_id: serverId,
      created_at: this.createdAt,
      started_at: this.#startedAt,
      ended_at: this.#endedAt,
      seen_at: Date.now(),
    }
  }
}
