import { randomBytes } from 'node:crypto'
import type { Database } from '../../db/database.ts'
import { importGradually } from '../../import-gradually.ts'
import type { AppRuns } from './apps/app-runs.ts'
import type { AppLines } from './apps/invoke-app.ts'
import type { CapturedRuns } from './captured/captured-runs.ts'
import type { Catalogue } from './catalogue.ts'
import type { PreparedGraphs } from './function/prepared-graphs.ts'
import type { Graph, Preset } from './graph.ts'
import type { Plugins } from './plugins/plugins.ts'
import type { Reach } from './reach.ts'
import type { Outside } from './runs/outside.ts'
import type { Runs } from './runs/runs.ts'
import type { ModuleStore } from './state/module-store.ts'

export interface StudioOptions {
  database: Database
  dataFolder: string
  /** What graph nodes may reach out to, and with what. */
  reach: Reach
  log: { error(details: object, message: string): void }
}

/** What of the studio is there from its first use on. */
export interface StudioParts {
  /** What graphs may be made of now: it changes with the plugins. */
  readonly catalogue: Catalogue
  readonly plugins: Plugins
  /** What an account's graphs may use; with what a graph brings along, where the server's own win. */
  readonly presets: (
    accountId: string,
    graph?: Pick<Graph, 'presets'>,
  ) => Promise<ReadonlyMap<string, Preset>>
  readonly runs: Runs
  readonly captured: CapturedRuns
  readonly modules: ModuleStore
  /** Graphs that are called again and again. */
  readonly prepared: PreparedGraphs
  /** Calls of apps, in line. */
  readonly appLines: AppLines
  /** What is known of their calls. */
  readonly appRuns: AppRuns
  /** What may be asked of the rest of the server, and of the world. */
  readonly outside: Outside
  close(): Promise<void>
}

/**
 * Everything on this server that makes and runs graphs.
 *
 * It is a fifth of the server's code, and many servers only serve: so it is loaded when somebody first comes to it.
 * Its surface opens it before each request is handled; who uses it otherwise opens it first.
 */
export class Studio implements StudioParts {
  readonly database: Database
  readonly dataFolder: string
  readonly log: StudioOptions['log']
  /** Stands for the local `admin` account on loopback; another one at every start. */
  readonly token = randomBytes(32).toString('base64url')
  readonly #options: StudioOptions
  #opening: Promise<void> | undefined
  #opened: StudioParts | undefined

  constructor(options: StudioOptions) {
    this.#options = options
    this.database = options.database
    this.dataFolder = options.dataFolder
    this.log = options.log
  }

  /** Nothing to wait for once it is open. A failure is told to who asked, and the next to ask tries again. */
  open(): void | Promise<void> {
    if (this.#opened) return
    this.#opening ??= this.#load().finally(() => {
      this.#opening = undefined
    })
    return this.#opening
  }

  async #load(): Promise<void> {
    const { loadStudio } = await importGradually<typeof import('./load-studio.ts')>(
      new URL('./load-studio.ts', import.meta.url).href,
    )
    this.#opened = await loadStudio(this.#options)
  }

  get catalogue() {
    return this.#parts.catalogue
  }
  get plugins() {
    return this.#parts.plugins
  }
  get presets() {
    return this.#parts.presets
  }
  get runs() {
    return this.#parts.runs
  }
  get captured() {
    return this.#parts.captured
  }
  get modules() {
    return this.#parts.modules
  }
  get prepared() {
    return this.#parts.prepared
  }
  get appLines() {
    return this.#parts.appLines
  }
  get appRuns() {
    return this.#parts.appRuns
  }
  get outside() {
    return this.#parts.outside
  }

  get #parts(): StudioParts {
    if (!this.#opened) throw new Error('the studio is used before it was opened')
    return this.#opened
  }

  async close(): Promise<void> {
    await this.#opening?.catch(() => {})
    await this.#opened?.close()
  }
}
