import { Batcher } from './batcher.ts'
import type { Deployment } from './deployment.ts'
import type { DeploymentLogs } from './deployment-logs.ts'
import type { DeploymentStats } from './deployment-stats.ts'
import { keyOf, type ServedModel } from './served-model.ts'

/** Bytes of inputs that may wait for one deployment, on one server. */
const MAX_QUEUED_BYTES = 256 * 1024 * 1024

export interface EndpointDeps {
  logs: DeploymentLogs
  stats: DeploymentStats
}

/** The key of the loaded version that a deployment uses. */
export function keyOfDeployment({ versionId, runtime, settings }: Deployment): string {
  return keyOf({ versionId, runtime, replicas: settings.maxReplicas })
}

/** A deployment on this server, while it is awake here. */
export class Endpoint {
  readonly #deps: EndpointDeps
  /** As of the last invocation. */
  deployment: Deployment
  /** What it uses of the pool. */
  key: string
  lastUsedAt = Date.now()
  /** Invocations from before their model is there until they are answered. */
  active = 0
  #current: { model: ServedModel; change: number; batcher: Batcher } | undefined

  constructor(deployment: Deployment, deps: EndpointDeps) {
    this.deployment = deployment
    this.key = keyOfDeployment(deployment)
    this.#deps = deps
  }

  /** An invocation is over. */
  end(): void {
    this.active--
    this.lastUsedAt = Date.now()
  }

  /**
   * The queue before the model. Another model, or other settings, have another queue; requests in the old
   * one are answered there, by the model and the settings they came for.
   */
  batcherFor(model: ServedModel): Batcher {
    const { id, change, settings } = this.deployment
    if (this.#current?.model === model && this.#current.change === change) return this.#current.batcher
    const { logs, stats } = this.#deps
    const batcher = new Batcher(
      model.loaded,
      {
        maxRows: settings.batching.maxRows,
        windowMs: settings.batching.windowMs,
        maxQueue: settings.maxQueue,
        maxQueuedBytes: MAX_QUEUED_BYTES,
      },
      {
        log: (level, message) => logs.add(id, level, message),
        onRun: (rows) => stats.countRun(id, rows),
      },
    )
    const isFirst = this.#current?.model !== model
    void model.verdict.then((verdict) => {
      if (verdict.areIndependent) batcher.share()
      else if (isFirst && settings.batching.maxRows > 1) {
        logs.add(id, 'info', `requests are not batched: ${verdict.reason}`)
      }
    })
    this.#current = { model, change, batcher }
    return batcher
  }
}
