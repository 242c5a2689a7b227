import pLimit, { type LimitFunction } from 'p-limit'
import { storable } from '../../../db/storable.ts'
import type { Caller } from '../../accounts/caller.ts'
import { CallError } from '../function/call-error.ts'
import { callGraph } from '../function/call-graph.ts'
import type { Studio } from '../studio.ts'
import { keptIo } from './app-runs.ts'
import type { ActiveApp } from './apps.ts'
import { appGraphId } from './publish-app.ts'

export interface AppCall {
  slug: string
  app: ActiveApp
  runId: string
  inputs: Readonly<Record<string, unknown>>
  timeoutMs: number
}

/** The calls of each app, one after the other. */
export class AppLines {
  readonly #lines = new Map<string, LimitFunction>()

  async take<T>(key: string, work: () => Promise<T>): Promise<T> {
    const line = this.#lines.get(key) ?? pLimit(1)
    this.#lines.set(key, line)
    try {
      return await line(work)
    } finally {
      if (line.activeCount + line.pendingCount === 0) this.#lines.delete(key)
    }
  }
}

/**
 * Calls the version of an app that answers, and keeps on record that it was called. The calls of an app follow one
 * another; its time runs while it waits in line.
 *
 * @throws CallError
 */
export async function invokeApp(
  studio: Studio,
  caller: Caller,
  call: AppCall,
): Promise<Record<string, unknown>> {
  const began = Date.now()
  const { slug, app } = call
  try {
    const outputs = await studio.appLines.take(`${caller.account.id}/${slug}`, () => {
      const left = call.timeoutMs - (Date.now() - began)
      if (left <= 0) throw new CallError('timeout', 'the time was over while it waited in line')
      return callGraph(studio, caller, {
        runId: call.runId,
        document: app.document,
        graphId: appGraphId(slug, app.version),
        inputs: call.inputs,
        timeoutMs: left,
        recordOutputs: false,
        origin: 'app',
      })
    })
    keep(studio, caller, call, { began, outputs })
    return outputs
  } catch (error) {
    if (error instanceof CallError) keep(studio, caller, call, { began, outputs: {}, error })
    throw error
  }
}

/** Notes the call, for soon after it is answered. */
function keep(
  { appRuns }: Studio,
  caller: Caller,
  { slug, app, runId, inputs }: AppCall,
  { began, outputs, error }: { began: number; outputs: Record<string, unknown>; error?: CallError },
): void {
  appRuns.add({
    account_id: caller.account.id,
    slug,
    run_id: runId,
    version: app.version,
    status: error ? 'error' : 'ok',
    error_code: error?.code ?? null,
    error: error ? storable(error.message) : null,
    device: 'cpu',
    key_id: caller.keyId,
    total_ms: Date.now() - began,
    inputs: keptIo(inputs, app.recordsIo),
    outputs: keptIo(outputs, app.recordsIo),
    created_at: began,
  })
}
