import { readdir, readFile } from 'node:fs/promises'
import type { Database, Db } from '../../../db/database.ts'
import { Fault } from '../../../fault.ts'
import type { Catalogue } from '../catalogue.ts'
import { type Preset, presetNameOf } from '../graph.ts'

const FOLDER = new URL('built-in/', import.meta.url)

let builtIn: Promise<ReadonlyMap<string, Preset>> | undefined

/** The presets that ship with us: one JSON file of built-in/ each. */
export function builtInPresets(): Promise<ReadonlyMap<string, Preset>> {
  builtIn ??= readPresets()
  return builtIn
}

async function readPresets(): Promise<ReadonlyMap<string, Preset>> {
  const files = (await readdir(FOLDER).catch(() => [])).filter((file) => file.endsWith('.json')).sort()
  const presets = await Promise.all(
    files.map(async (file) => JSON.parse(await readFile(new URL(file, FOLDER), 'utf8')) as Preset),
  )
  return new Map(presets.map((preset) => [preset.preset_name, preset]))
}

/** Every preset that an account's graphs may use: ours, those of plugins, and its own. */
export async function presetsFor(
  db: Db,
  accountId: string,
  catalogue: Catalogue,
  ofPlugins: ReadonlyMap<string, Preset> = new Map(),
): Promise<ReadonlyMap<string, Preset>> {
  const own = await db
    .selectFrom('graph_preset')
    .select(['name', 'document'])
    .where('account_id', '=', accountId)
    .orderBy('created_at')
    .execute()
  const all = new Map([
    ...own.map(({ name, document }) => [name, JSON.parse(document) as Preset] as const),
    ...ofPlugins,
    ...(await builtInPresets()),
  ])
  // What is made of a kind that is not there (its plugin was disabled) is of no use until it is back.
  const isKnown = (inner: { type: string }) => {
    const nested = presetNameOf(inner)
    return nested === undefined ? catalogue.has(inner.type) : all.has(nested)
  }
  return new Map([...all].filter(([, preset]) => preset.nodes.every(isKnown)))
}

/** @throws Fault `already_exists` */
export async function addPreset(database: Database, accountId: string, preset: Preset): Promise<void> {
  const { preset_name: name } = preset
  const taken = () => new Fault('already_exists', `Preset '${name}' already exists`)
  if ((await builtInPresets()).has(name)) throw taken()
  const added = await database.write((trx) =>
    trx
      .insertInto('graph_preset')
      .values({ account_id: accountId, name, document: JSON.stringify(preset), created_at: Date.now() })
      .onConflict((conflict) => conflict.doNothing())
      .returning('name')
      .execute(),
  )
  if (added.length === 0) throw taken()
}

/** @throws Fault `not_found` for one that ships with us too */
export async function deletePreset(database: Database, accountId: string, name: string): Promise<void> {
  const gone = await database.write((trx) =>
    trx
      .deleteFrom('graph_preset')
      .where('account_id', '=', accountId)
      .where('name', '=', name)
      .returning('name')
      .execute(),
  )
  if (gone.length === 0) throw new Fault('not_found', `Preset '${name}' not found`)
}
