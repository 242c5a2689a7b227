import { readdir, readFile, stat } from 'node:fs/promises'
import { basename, extname, join } from 'node:path'
import type { Db } from '../../../../db/database.ts'
import { Fault } from '../../../../fault.ts'
import { checkManifest, type Manifest, readManifest } from '../manifest.ts'
import type { Problem } from '../worker/inside/place-of.ts'
import { digestOf, type PackageFiles, readPackage, unpackPackage } from './package-files.ts'
import { type ExtensionKind, listUploads, readUploaded } from './uploads.ts'

const EXTENSIONS = ['.js', '.mjs', '.mts', '.ts']
const OFF = '.disabled'

/** A custom graph node or a plugin that is there, before anything of it has run. */
export interface Found {
  kind: ExtensionKind
  /** The file's name without `.disabled`, or the plugin's id (the folder's name where that cannot be read). */
  id: string
  source: 'placed' | 'uploaded'
  /** Where it lies, if it was placed. */
  path: string | undefined
  /** A placed file that says in its name that it is off. */
  isNamedOff: boolean
  sha256: string
  /** When it came. Milliseconds. */
  installedAt: number
  manifest: Manifest | undefined
  files: PackageFiles
  problem: Problem | undefined
}

/** What its owner is told of it: `custom/<file>`, or the plugin's id. */
export const switchId = ({ kind, id }: { kind: ExtensionKind; id: string }): string =>
  kind === 'custom' ? `custom/${id}` : id

const isSoundName = (name: string) =>
  /^[A-Za-z0-9][A-Za-z0-9_.-]*$/.test(name) && name.length <= 100 && !name.includes('..')

/** Whether a file of this name can be a custom graph node. */
export const isModuleName = (name: string): boolean =>
  isSoundName(name) && EXTENSIONS.includes(extname(name)) && !/\.d\.m?ts$/.test(name)

export const MODULE_EXTENSIONS = EXTENSIONS

/** Everything below the data folder's `custom-nodes` and `plugins`, and every upload. */
export async function findExtensions(
  db: Db,
  root: string,
  known: ReadonlyMap<string, Found>,
): Promise<Found[]> {
  const [custom, plugins, uploaded] = await Promise.all([
    findFiles(join(root, 'custom-nodes')),
    findPackages(join(root, 'plugins')),
    findUploaded(db, known),
  ])
  const taken = new Set(uploaded.map(switchId))
  return [...uploaded, ...[...custom, ...plugins].filter((found) => !taken.has(switchId(found)))]
}

async function findFiles(folder: string): Promise<Found[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => [])
  const names = entries
    .filter((entry) => entry.isFile() && !/^(\.|__)/.test(entry.name))
    .map(({ name }) => name)
  const modules = names.filter((name) => isModuleName(baseOf(name)))
  const found = await Promise.all(
    modules.map(async (name) => {
      const path = join(folder, name)
      const [bytes, stats] = await Promise.all([
        readFile(path).catch(() => undefined),
        stat(path).catch(() => undefined),
      ])
      if (!bytes || !stats) return undefined
      const isNamedOff = name !== baseOf(name)
      // Both the file and its other: the one that is on counts.
      if (isNamedOff && names.includes(baseOf(name))) return undefined
      const at = { source: 'placed' as const, path, isNamedOff, installedAt: stats.mtimeMs }
      return customFile(baseOf(name), bytes, at)
    }),
  )
  return found.filter((each) => each !== undefined)
}

export const baseOf = (name: string): string => (name.endsWith(OFF) ? name.slice(0, -OFF.length) : name)
export const nameOff = (name: string): string => `${name}${OFF}`

type At = Pick<Found, 'source' | 'path' | 'isNamedOff' | 'installedAt'>

function customFile(name: string, bytes: Uint8Array, at: At): Found {
  const files = new Map([[name, bytes]])
  const abilities = readAbilities(new TextDecoder().decode(bytes))
  const said = { id: 'custom', name, version: '0', content: { nodes: name }, abilities }
  try {
    const manifest = checkManifest(said, name)
    return { kind: 'custom', id: name, ...at, sha256: digestOf(files), manifest, files, problem: undefined }
  } catch (error) {
    const problem = { message: (error as Error).message, place: name }
    return { kind: 'custom', id: name, ...at, sha256: digestOf(files), manifest: undefined, files, problem }
  }
}

/** A single file has no manifest: it asks in a comment, which can be read without running it. */
function readAbilities(text: string): string[] {
  const [, asked = ''] = /^\s*\/\/\s*@abilities\s+(.+)$/m.exec(text) ?? []
  return asked.split(/[\s,]+/).filter(Boolean)
}

async function findPackages(folder: string): Promise<Found[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => [])
  const found = await Promise.all(
    entries
      .filter(({ name }) => !name.startsWith('.'))
      .map(async (entry) => {
        const path = join(folder, entry.name)
        const stats = await stat(path).catch(() => undefined)
        const isPacked = /\.(tgz|tar\.gz)$/.test(entry.name)
        if (!stats || !(stats.isDirectory() || (stats.isFile() && isPacked))) return undefined
        const at = { source: 'placed' as const, path, isNamedOff: false, installedAt: stats.mtimeMs }
        return pluginOf(entry.name, at, async () =>
          stats.isDirectory() ? readPackage(path) : unpackPackage(await readFile(path)),
        )
      }),
  )
  return found.filter((each) => each !== undefined)
}

async function pluginOf(name: string, at: At, read: () => Promise<PackageFiles>): Promise<Found> {
  let files: PackageFiles = new Map()
  try {
    files = await read()
    const manifest = readManifest(files)
    return {
      kind: 'plugin',
      id: manifest.id,
      ...at,
      sha256: digestOf(files),
      manifest,
      files,
      problem: undefined,
    }
  } catch (error) {
    if (!(error instanceof Fault)) throw error
    const problem = { message: error.message, place: files.has('plugin.json') ? 'plugin.json' : null }
    return { kind: 'plugin', id: name, ...at, sha256: digestOf(files), manifest: undefined, files, problem }
  }
}

/** What is known already is not read again: an upload is named by its digest. */
async function findUploaded(db: Db, known: ReadonlyMap<string, Found>): Promise<Found[]> {
  const found: Found[] = []
  for (const upload of await listUploads(db)) {
    const old = known.get(switchId({ kind: upload.kind, id: upload.name }))
    if (old?.source === 'uploaded' && old.sha256 === upload.sha256) {
      found.push(old)
      continue
    }
    const bytes = await readUploaded(db, upload)
    if (!bytes) continue
    const at = {
      source: 'uploaded' as const,
      path: undefined,
      isNamedOff: false,
      installedAt: upload.uploadedAt,
    }
    found.push(
      upload.kind === 'custom'
        ? customFile(upload.name, bytes, at)
        : await pluginOf(upload.name, at, () => unpackPackage(bytes)),
    )
  }
  return found
}

/** The modules of an extension that bring kinds, and the file names of what it brings besides. */
export function modulesOf({ kind, id, manifest, files }: Found): string[] {
  if (kind === 'custom') return [id]
  const place = manifest?.content.nodes ?? 'nodes'
  if (files.has(place)) return [place]
  return [...files.keys()]
    .filter((path) => path.startsWith(`${place}/`) && !path.slice(place.length + 1).includes('/'))
    .filter((path) => isModuleName(basename(path)))
    .sort()
}
