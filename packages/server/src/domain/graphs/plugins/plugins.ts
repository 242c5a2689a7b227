import { readdir, readFile } from 'node:fs/promises'
import type { Database } from '../../../db/database.ts'
import type { Catalogue } from '../catalogue.ts'
import type { GraphNodeKind } from '../graph-node.ts'
import type { Extension } from './extensions/extension.ts'
import { Extensions } from './extensions/extensions.ts'
import { type Ability, checkManifest, type Manifest } from './manifest.ts'
import { notFound, requireAsked } from './refuse.ts'
import { readSwitches, type Switch, writeSwitch } from './switches.ts'
import type { Problem } from './worker/inside/place-of.ts'

const PACKS = new URL('../kinds/packs/', import.meta.url)

export interface Plugin {
  manifest: Manifest
  isEnabled: boolean
  /** When it was switched last; null for one that never was. Milliseconds. */
  changedAt: number | null
  /** The kinds it brings, by the names graphs call them; none while it is off. */
  kinds: string[]
  /** How it stands, unless it ships with us. */
  extension: Extension | undefined
  problems: readonly Problem[]
}

export interface PluginsOptions {
  database: Database
  builtIn: Catalogue
  /** `<data>/studio` */
  folder: string
  log: { error(details: object, message: string): void }
}

/**
 * What graphs may be made of: the kinds that ship with us, those of the packs that are on, and what custom graph nodes
 * and plugins bring.
 */
export class Plugins {
  readonly #database: Database
  readonly #all: Catalogue
  readonly #live = new Map<string, GraphNodeKind>()
  #packs: Manifest[] = []
  /** What did not come with the server. */
  readonly extensions: Extensions
  /** Counts how often the catalogue has been made anew since the start. */
  generation = 0

  constructor({ database, builtIn, folder, log }: PluginsOptions) {
    this.#database = database
    this.#all = builtIn
    this.extensions = new Extensions({
      database,
      folder,
      log,
      isKind: (name) => this.#all.has(name),
      isPack: (id) => this.#packs.some((pack) => pack.id === id),
    })
  }

  /** The kinds that graphs may be made of now. The same object all along. */
  get catalogue(): Catalogue {
    return this.#live
  }

  async open(): Promise<void> {
    this.#packs = await readPacks()
    this.extensions.onLook = (switches) => this.#remake(switches)
    this.#remake(await readSwitches(this.#database.read))
    await this.extensions.open()
  }

  /** Reads again what there is and what is switched off, and makes the catalogue anew. */
  async reload(): Promise<void> {
    this.#packs = await readPacks()
    await this.extensions.look()
  }

  async list(): Promise<Plugin[]> {
    await this.extensions.sync()
    const switches = await readSwitches(this.#database.read)
    const packs = this.#packs.map((manifest): Plugin => {
      const { isEnabled = true, changedAt = null } = switches.get(manifest.id) ?? {}
      const kinds = [...this.#live.keys()].filter((name) => packOf(name) === manifest.id)
      return { manifest, isEnabled, changedAt, kinds, extension: undefined, problems: [] }
    })
    const extensions = this.extensions.all
      .filter(({ found }) => found.kind === 'plugin')
      .map((extension): Plugin => {
        const { found, isEnabled, changedAt, kinds, problems } = extension
        const manifest = found.manifest ?? unreadable(found.id)
        return { manifest, isEnabled, changedAt, kinds: [...kinds.keys()], extension, problems }
      })
    return [...packs, ...extensions]
  }

  /** @throws Fault `not_found` */
  async get(id: string): Promise<Plugin> {
    const plugin = (await this.list()).find(({ manifest }) => manifest.id === id)
    if (!plugin) throw notFound(id)
    return plugin
  }

  /**
   * Switches a plugin on or off. Switched on, it may do what is granted; without a word on that, what it was
   * granted before.
   *
   * @throws Fault `not_found`; `validation_failed` for an ability that its manifest does not ask for
   */
  async switch(id: string, isEnabled: boolean, abilities?: readonly Ability[]): Promise<void> {
    const { manifest } = await this.get(id)
    const before = (await readSwitches(this.#database.read)).get(id)?.abilities ?? []
    requireAsked(manifest, abilities ?? [])
    await writeSwitch(this.#database, id, { isEnabled, abilities: abilities ?? before })
    await this.reload()
  }

  /** How many kinds there are of each origin. */
  count(): { builtin: number; custom: number; plugins: number } {
    const counts = { builtin: 0, custom: 0, plugins: 0 }
    for (const [name, { provider }] of this.#live) {
      counts[provider === 'custom' ? 'custom' : packOf(name) === undefined ? 'builtin' : 'plugins'] += 1
    }
    return counts
  }

  #remake(switches: ReadonlyMap<string, Switch>): void {
    const isOn = (name: string) => switches.get(packOf(name) ?? '')?.isEnabled ?? true
    this.#live.clear()
    for (const [name, kind] of this.#all) if (isOn(name)) this.#live.set(name, kind)
    for (const { kinds } of this.extensions.all) for (const [name, kind] of kinds) this.#live.set(name, kind)
    this.generation += 1
  }

  close(): Promise<void> {
    return this.extensions.close()
  }
}

const packOf = (name: string): string | undefined =>
  name.includes(':') ? name.slice(0, name.indexOf(':')) : undefined

/** What stands for the manifest of a plugin that has none to be read. */
const unreadable = (id: string): Manifest => ({
  ...checkManifest({ id: 'unreadable', name: id, version: '?' }, 'plugin.json'),
  id,
})

async function readPacks(): Promise<Manifest[]> {
  const folders = (await readdir(PACKS, { withFileTypes: true })).filter((entry) => entry.isDirectory())
  const manifests = await Promise.all(
    folders.map(async ({ name }) => {
      const text = await readFile(new URL(`${name}/plugin.json`, PACKS), 'utf8')
      return checkManifest(JSON.parse(text) as Record<string, unknown>, `${name}/plugin.json`)
    }),
  )
  return manifests.sort((a, b) => (a.id < b.id ? -1 : 1))
}
