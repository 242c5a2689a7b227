import { readdir, readFile } from 'node:fs/promises'
import type { Db } from '../../../db/database.ts'
import type { Preset } from '../graph.ts'

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

/** Every preset that an account's graphs may use: ours, and its own. */
export async function presetsFor(db: Db, accountId: string): Promise<ReadonlyMap<string, Preset>> {
  const own = await db
    .selectFrom('graph_preset')
    .select(['name', 'document'])
    .where('account_id', '=', accountId)
    .orderBy('created_at')
    .execute()
  const shipped = await builtInPresets()
  if (own.length === 0) return shipped
  return new Map([
    ...own.map(({ name, document }) => [name, JSON.parse(document) as Preset] as const),
    ...shipped,
  ])
}
