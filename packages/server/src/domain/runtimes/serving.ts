import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { LRUCache } from 'lru-cache'
import type { BlobStore } from '../../blobs/blob-store.ts'
import type { Database } from '../../db/database.ts'
import { Fault } from '../../fault.ts'
import { newId } from '../../ids.ts'
import type { Inspector } from '../artifacts/inspector.ts'
import type { Batcher } from './batcher.ts'
import type { Deployment } from './deployment.ts'
import { DeploymentLogs } from './deployment-logs.ts'
import { sleepAfterMs } from './deployment-settings.ts'
import { DeploymentStats } from './deployment-stats.ts'
import { markAsleep } from './deployment-status.ts'
import { Endpoint, keyOfDeployment } from './endpoint.ts'
import { LiveDeployments } from './live-deployments.ts'
import { ModelFolders } from './model-folders.ts'
import { type Lease, ModelPool } from './model-pool.ts'
import { RateWindows } from './rate-windows.ts'
import type { Runtime, RuntimeKind, RuntimeLog } from './runtime.ts'
import { loadRuntimeKinds } from './runtime-kinds.ts'
import {
  keyOf,
  planModel,
  type ServedModel,
  type ServedModelDeps,
  type ServedVersion,
} from './served-model.ts'
import { TensorCodec } from './tensor-codec.ts'

/** A load or run longer than this is taken to be without end. */
const STUCK_AFTER_MS = 180_000
const SWEEP_MS = 1000
/** A sleeping server looks this often whether deployments it holds are still there. */
const RECHECK_MS = 5000

export interface ServingOptions {
  database: Database
  blobs: BlobStore
  inspector: Inspector
  dataFolder: string
  models: { memoryBytes: number; threads: number; workers: number | undefined }
  /** The device of this server's own host, where what is deployed here runs. */
  ownDevice: string
  hasRateLimits: boolean
  log: RuntimeLog
}

/** A deployment's queue and model, for as long as somebody uses them. */
export interface InUse {
  batcher: Batcher
  model: ServedModel
  /** Milliseconds it took until the model was there. */
  coldStartMs: number
  release(): void
}

/** Everything on this server that runs models: the threads, the loaded models, and who uses which. */
export class Serving {
  readonly database: Database
  readonly kinds: ReadonlyMap<string, RuntimeKind>
  readonly live: LiveDeployments
  readonly logs: DeploymentLogs
  readonly stats: DeploymentStats
  readonly codec = new TensorCodec()
  readonly rates = new RateWindows()
  readonly hasRateLimits: boolean
  /** Worker threads for models, and threads of one run. */
  readonly workers: number
  readonly threads: number
  readonly memoryBytes: number
  readonly ownDevice: string
  /** Called with every invocation that was answered: who sells use counts it. */
  onUse: ((deployment: Deployment) => void) | undefined
  readonly #log: RuntimeLog
  readonly #pool: ModelPool<ServedModel>
  readonly #folders: ModelFolders
  readonly #modelDeps: ServedModelDeps
  readonly #runtimes = new Map<string, Runtime>()
  readonly #endpoints = new Map<string, Endpoint>()
  /** Let go of here, their rows still to say so. */
  readonly #drowsy = new Set<string>()
  readonly #sweeper: NodeJS.Timeout
  #sweeping: Promise<void> | undefined
  #recheckedAt = Date.now()
  #isClosing = false

  private constructor(
    options: ServingOptions,
    folders: ModelFolders,
    kinds: ReadonlyMap<string, RuntimeKind>,
  ) {
    const { database, blobs, inspector, models, log } = options
    const serverId = newId('srv')
    this.database = database
    this.kinds = kinds
    this.live = new LiveDeployments(database)
    this.logs = new DeploymentLogs(database, serverId, log)
    this.stats = new DeploymentStats(database, serverId, log)
    this.hasRateLimits = options.hasRateLimits
    this.threads = models.threads
    this.workers = models.workers ?? Math.max(1, Math.floor(availableParallelism() / models.threads))
    this.memoryBytes = models.memoryBytes
    this.ownDevice = options.ownDevice
    this.#log = log
    this.#folders = folders
    this.#pool = new ModelPool(models.memoryBytes, log)
    this.#modelDeps = {
      read: database.read,
      blobs,
      inspector,
      folders,
      kinds,
      verdicts: new LRUCache({ max: 10_000 }),
      runtimeOf: (kind) => this.#runtimeOf(kind),
    }
    this.#sweeper = setInterval(() => {
      this.#sweeping ??= this.#sweep().finally(() => {
        this.#sweeping = undefined
      })
    }, SWEEP_MS).unref()
  }

  static async open(options: ServingOptions): Promise<Serving> {
    const folders = await ModelFolders.open(join(options.dataFolder, 'models'), options.blobs)
    return new Serving(options, folders, await loadRuntimeKinds())
  }

  /** Bytes of the models that are loaded. */
  get usedBytes(): number {
    return this.#pool.usedBytes
  }

  /** Whether a thread is lost in a model that never came back: this process ends only by SIGKILL. */
  get isStuck(): boolean {
    return [...this.#runtimes.values()].some((runtime) => runtime.isStuck)
  }

  /** Whether this server is stopping: what fails now says nothing of a model. */
  get isClosing(): boolean {
    return this.#isClosing
  }

  isAwake(deploymentId: string): boolean {
    const endpoint = this.#endpoints.get(deploymentId)
    return endpoint !== undefined && this.#pool.has(endpoint.key)
  }

  /**
   * The deployment's queue, its model loaded if it is not. Must be released, whatever happens.
   *
   * @throws Fault `deployment_cold` when loading takes longer than `timeoutMs` (it goes on, for the next
   * one), or why it cannot be loaded
   */
  use(deployment: Deployment, timeoutMs: number): InUse | Promise<InUse> {
    const endpoint = this.#endpointOf(deployment)
    const lease = this.#pool.find(endpoint.key)
    endpoint.active++
    return lease ? this.#begin(endpoint, lease, 0) : this.#loadAndBegin(endpoint, timeoutMs)
  }

  /** A version without a deployment, loaded if it is not. Must be released; it stays until its memory is needed. */
  lease(version: ServedVersion): Promise<Lease<ServedModel>> {
    return this.#pool.acquire(keyOf(version), () => planModel(this.#modelDeps, version))
  }

  /** Loads a version that is to take a deployment's place, ahead of its first use. */
  async warm(deployment: Deployment, versionId: string): Promise<void> {
    const version = { ...versionOf(deployment), versionId }
    const lease = await this.#pool.acquire(keyOf(version), () => planModel(this.#modelDeps, version))
    lease.release()
  }

  /** Lets go of a deployment that sleeps, stopped or went. Its invocations in flight are answered. */
  drop(deploymentId: string): void {
    const endpoint = this.#endpoints.get(deploymentId)
    if (!endpoint) return
    this.#endpoints.delete(deploymentId)
    this.#letGo(endpoint.key)
  }

  /** Ends everything; invocations in flight should have been answered. */
  async close(): Promise<void> {
    this.#isClosing = true
    clearInterval(this.#sweeper)
    await this.#sweeping
    await Promise.all([this.stats.close(), this.logs.flush()])
    await Promise.all([...this.#runtimes.values()].map((runtime) => runtime.close()))
    await Promise.all([this.#pool.close(), this.codec.close()])
    await this.#folders.close()
  }

  #runtimeOf(kind: RuntimeKind): Runtime {
    let runtime = this.#runtimes.get(kind.name)
    if (!runtime) {
      const { workers, threads } = this
      runtime = kind.start({ workers, threads, stuckAfterMs: STUCK_AFTER_MS, log: this.#log })
      this.#runtimes.set(kind.name, runtime)
    }
    return runtime
  }

  #endpointOf(deployment: Deployment): Endpoint {
    let endpoint = this.#endpoints.get(deployment.id)
    if (!endpoint) {
      endpoint = new Endpoint(deployment, this)
      this.#endpoints.set(deployment.id, endpoint)
    } else this.#adopt(endpoint, deployment)
    endpoint.lastUsedAt = Date.now()
    return endpoint
  }

  /** Goes on with a newer row. An invocation may come with an older one than another has brought already. */
  #adopt(endpoint: Endpoint, deployment: Deployment): void {
    if (deployment.change <= endpoint.deployment.change) return
    const { key } = endpoint
    endpoint.deployment = deployment
    endpoint.key = keyOfDeployment(deployment)
    if (endpoint.key !== key) this.#letGo(key)
  }

  #begin(endpoint: Endpoint, lease: Lease<ServedModel>, coldStartMs: number): InUse {
    const { model } = lease
    return {
      batcher: endpoint.batcherFor(model),
      model,
      coldStartMs,
      release() {
        lease.release()
        endpoint.end()
      },
    }
  }

  async #loadAndBegin(endpoint: Endpoint, timeoutMs: number): Promise<InUse> {
    const startedAt = performance.now()
    const { key, deployment } = endpoint
    const version = versionOf(deployment)
    const loading = this.#pool.acquire(key, () => planModel(this.#modelDeps, version))
    try {
      const lease = await within(timeoutMs, loading)
      return this.#begin(endpoint, lease, performance.now() - startedAt)
    } catch (error) {
      endpoint.end()
      // It may still come, when nobody waits for it here any more.
      loading.then(
        (late) => late.release(),
        () => {},
      )
      throw error
    }
  }

  /** Unloads what no deployment here uses any more. */
  #letGo(key: string): void {
    for (const endpoint of this.#endpoints.values()) if (endpoint.key === key) return
    this.#pool
      .remove(key)
      .catch((error: Error) => this.#log('error', `could not unload ${key}: ${error.message}`))
  }

  async #recheck(id: string, endpoint: Endpoint): Promise<void> {
    const live = await this.live.read(id)
    if (live && live.deployment.status !== 'stopped') this.#adopt(endpoint, live.deployment)
    else if (endpoint.active === 0) this.drop(id)
  }

  async #tryMarkAsleep(id: string): Promise<boolean> {
    try {
      return await markAsleep(this, id)
    } catch (error) {
      this.#log('error', `deployment ${id} was not put to sleep: ${(error as Error).message}`)
      return false
    }
  }

  /** Puts to sleep what nobody asked for, and lets go of what was deleted, stopped or changed elsewhere. */
  async #sweep(): Promise<void> {
    const now = Date.now()
    const isRecheck = now - this.#recheckedAt >= RECHECK_MS
    if (isRecheck) this.#recheckedAt = now
    for (const [id, endpoint] of this.#endpoints) {
      try {
        if (endpoint.active === 0 && isRecheck) await this.#recheck(id, endpoint)
      } catch (error) {
        this.#log('error', `deployment ${id} was not looked after: ${(error as Error).message}`)
      }
      const sleepAfter = sleepAfterMs(endpoint.deployment.settings)
      if (endpoint.active > 0 || sleepAfter === null || now - endpoint.lastUsedAt < sleepAfter) continue
      this.drop(id)
      this.#drowsy.add(id)
    }
    for (const id of this.#drowsy) {
      if (this.#endpoints.has(id) || (await this.#tryMarkAsleep(id))) this.#drowsy.delete(id)
    }
  }
}

function versionOf({ versionId, runtime, settings }: Deployment): ServedVersion {
  return { versionId, runtime, replicas: settings.maxReplicas }
}

async function within<T>(ms: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      const message = `the model was not loaded within ${ms} ms; it is being loaded still`
      reject(new Fault('deployment_cold', message, { retryAfter: 5 }))
    }, ms)
  })
  try {
    return await Promise.race([work, late])
  } finally {
    clearTimeout(timer)
  }
}
