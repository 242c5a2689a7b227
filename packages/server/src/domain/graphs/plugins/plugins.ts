import { readdir, readFile } from 'node:fs/promises'
import type { Database } from '../../../db/database.ts'
import { Fault } from '../../../fault.ts'
import type { Catalogue } from '../catalogue.ts'
import type { GraphNodeKind } from '../graph-node.ts'

const PACKS = new URL('../kinds/packs/', import.meta.url)

/** What a plugin says of itself, in its `plugin.json`. */
export interface Manifest {
  id: string
  name: string
  version: string
  description: string
  schema_version: number
  chapters: string[]
  lessons: string[]
  homepage?: string
}

export interface Plugin {
  manifest: Manifest
  isEnabled: boolean
  /** When it was switched last; null for one that never was. Milliseconds. */
  changedAt: number | null
  /** The kinds it brings, by the names graphs call them; none while it is off. */
  kinds: string[]
}

/**
 * The packs of graph nodes that ship with us and can be switched off: their kinds then leave the catalogue, for
 * everybody on this server.
 */
export class Plugins {
  readonly #database: Database
  readonly #all: Catalogue
  readonly #live = new Map<string, GraphNodeKind>()
  #manifests: Manifest[] = []
  /** Counts how often the catalogue has changed since the start. */
  generation = 0

  constructor(database: Database, all: Catalogue) {
    this.#database = database
    this.#all = all
  }

  /** The kinds that graphs may be made of now. The same object all along. */
  get catalogue(): Catalogue {
    return this.#live
  }

  /** Reads the manifests and what is switched off again, and makes the catalogue anew. */
  async reload(): Promise<void> {
    this.#manifests = await readManifests()
    const switched = await this.#readSwitches()
    const off = new Set([...switched].filter(([, { isEnabled }]) => !isEnabled).map(([id]) => id))
    this.#live.clear()
    for (const [name, kind] of this.#all) if (!off.has(packOf(name) ?? '')) this.#live.set(name, kind)
    this.generation += 1
  }

  async list(): Promise<Plugin[]> {
    const switched = await this.#readSwitches()
    return this.#manifests.map((manifest) => {
      const { isEnabled = true, changedAt = null } = switched.get(manifest.id) ?? {}
      const kinds = [...this.#live.keys()].filter((name) => packOf(name) === manifest.id)
      return { manifest, isEnabled, changedAt, kinds }
    })
  }

  /** @throws Fault `not_found` */
  async get(id: string): Promise<Plugin> {
    const plugin = (await this.list()).find(({ manifest }) => manifest.id === id)
    if (!plugin) throw new Fault('not_found', `Plugin '${id.slice(0, 200)}' not found`)
    return plugin
  }

  /** Switches a plugin on or off. @throws Fault `not_found` */
  async switch(id: string, isEnabled: boolean): Promise<void> {
    await this.get(id)
    const change = { is_enabled: isEnabled ? 1 : 0, changed_at: Date.now() }
    await this.#database.write(async (trx) => {
      await trx
        .insertInto('studio_plugin')
        .values({ id, ...change })
        .onConflict((conflict) => conflict.column('id').doUpdateSet(change))
        .execute()
    })
    await this.reload()
  }

  /** How many kinds there are of each origin. */
  count(): { builtin: number; plugins: number } {
    const plugins = [...this.#live.keys()].filter((name) => packOf(name) !== undefined).length
    return { builtin: this.#live.size - plugins, plugins }
  }

  async #readSwitches(): Promise<Map<string, { isEnabled: boolean; changedAt: number }>> {
    const rows = await this.#database.read.selectFrom('studio_plugin').selectAll().execute()
    return new Map(
      rows.map((row) => [
        row.id,
        { isEnabled: Number(row.is_enabled) === 1, changedAt: Number(row.changed_at) },
      ]),
    )
  }
}

const packOf = (name: string): string | undefined =>
  name.includes(':') ? name.slice(0, name.indexOf(':')) : undefined

async function readManifests(): Promise<Manifest[]> {
  const folders = (await readdir(PACKS, { withFileTypes: true })).filter((entry) => entry.isDirectory())
  const manifests = await Promise.all(
    folders.map(async ({ name }) => {
      const text = await readFile(new URL(`${name}/plugin.json`, PACKS), 'utf8')
      return JSON.parse(text) as Manifest
    }),
  )
  return manifests.sort((a, b) => (a.id < b.id ? -1 : 1))
}
