import { rename, rm } from 'node:fs/promises'
import { basename, dirname, extname, join } from 'node:path'
import type { Readable } from 'node:stream'
import type { Database } from '../../../db/database.ts'
import { Fault } from '../../../fault.ts'
import type { Extension } from './extensions/extension.ts'
import { baseOf, isModuleName, MODULE_EXTENSIONS, nameOff, switchId } from './extensions/find-extensions.ts'
import { digestOf, readBounded } from './extensions/package-files.ts'
import { keepUpload, removeUpload } from './extensions/uploads.ts'
import type { Ability } from './manifest.ts'
import type { Plugins } from './plugins.ts'
import { requireAsked } from './refuse.ts'
import { forgetSwitch, readSwitches, writeSwitch } from './switches.ts'

/** Of one file with graph nodes. */
const LARGEST_FILE = 1024 * 1024

/** A file with custom graph nodes, as clients know it: one that is off has `.disabled` behind its name. */
export interface CustomFile {
  filename: string
  isEnabled: boolean
  /** Names of the graph nodes in it. */
  kinds: string[]
  extension: Extension
}

export async function listCustomFiles(plugins: Plugins): Promise<CustomFile[]> {
  await plugins.extensions.sync()
  return plugins.extensions.all.filter(({ found }) => found.kind === 'custom').map(toCustomFile)
}

function toCustomFile(extension: Extension): CustomFile {
  const { found, isEnabled, kinds } = extension
  return {
    filename: isEnabled ? found.id : nameOff(found.id),
    isEnabled,
    kinds: isEnabled ? [...kinds.keys()] : namesIn(new TextDecoder().decode(found.files.get(found.id))),
    extension,
  }
}

/** Names that the text of a file gives its graph nodes: one that is off is never run to find out. */
const namesIn = (text: string): string[] => [
  ...new Set([...text.matchAll(/\bname\s*:\s*(['"`])([A-Za-z]\w{0,63})\1/g)].map(([, , name]) => name!)),
]

/**
 * Keeps a file with graph nodes and switches it on, for every server on this database; one of the same name is
 * replaced. That it does not work is no reason to refuse it: the answer and the list say what is wrong.
 *
 * @throws Fault `invalid_request` for a name that is none or of another type; `payload_too_large`; `already_exists`
 * when a file of that name lies in the data folder
 */
export async function uploadCustomFile(
  database: Database,
  plugins: Plugins,
  name: string,
  incoming: Readable,
): Promise<CustomFile> {
  const filename = name.split(/[/\\]/).at(-1)!
  if (!(MODULE_EXTENSIONS as readonly string[]).includes(extname(filename))) {
    const allowed = MODULE_EXTENSIONS.join(', ')
    const hint = /\.(tgz|gz)$/.test(filename) ? '; a package is a plugin (POST /api/plugins/upload)' : ''
    throw new Fault('invalid_request', `Only ${allowed} files are custom graph nodes${hint}`)
  }
  if (!isModuleName(filename)) throw invalidName()
  const bytes = await readBounded(incoming, LARGEST_FILE)
  await plugins.extensions.sync()
  if (plugins.extensions.find('custom', filename)?.found.source === 'placed') {
    throw new Fault('already_exists', `${filename} lies in the server's data folder: change it there`)
  }
  const sha256 = digestOf(new Map([[filename, bytes]]))
  await keepUpload(database, { kind: 'custom', name: filename, sha256, uploadedAt: Date.now() }, bytes)
  const id = switchId({ kind: 'custom', id: filename })
  const known = (await readSwitches(database.read)).get(id)
  if (known && !known.isEnabled) {
    await writeSwitch(database, id, { isEnabled: true, abilities: known.abilities })
  }
  await plugins.reload()
  const extension = plugins.extensions.find('custom', filename)
  if (!extension) throw new Fault('conflict', `${filename} was deleted meanwhile`)
  return toCustomFile(extension)
}

/**
 * Switches a file on or off, whichever it is not. Switched on, it may do what is granted; without a word on that,
 * what it was granted before.
 *
 * @returns its name from now on
 * @throws Fault `invalid_request` for what cannot be its name, `not_found`; `validation_failed` for an ability that
 * it does not ask for
 */
export async function toggleCustomFile(
  database: Database,
  plugins: Plugins,
  filename: string,
  abilities?: readonly Ability[],
): Promise<{ filename: string; isEnabled: boolean }> {
  const { found, isEnabled } = await getCustomFile(plugins, filename)
  if (found.manifest) requireAsked(found.manifest, abilities ?? [])
  const id = switchId(found)
  const before = (await readSwitches(database.read)).get(id)?.abilities ?? []
  if (found.isNamedOff && found.path) await rename(found.path, join(dirname(found.path), found.id))
  await writeSwitch(database, id, { isEnabled: !isEnabled, abilities: abilities ?? before })
  await plugins.reload()
  return { filename: isEnabled ? nameOff(found.id) : found.id, isEnabled: !isEnabled }
}

/** Deletes a file with graph nodes, whether it was uploaded or placed, and what it has written. @throws Fault as {@link toggleCustomFile} */
export async function deleteCustomFile(
  database: Database,
  plugins: Plugins,
  filename: string,
): Promise<void> {
  const { found } = await getCustomFile(plugins, filename)
  if (found.path) await rm(found.path, { force: true })
  await removeUpload(database, 'custom', found.id)
  await forgetSwitch(database, switchId(found))
  await plugins.reload()
  await rm(plugins.extensions.ownFolderOf(found), { recursive: true, force: true })
}

async function getCustomFile(plugins: Plugins, filename: string): Promise<Extension> {
  if (!isModuleName(baseOf(filename)) || basename(filename) !== filename) throw invalidName()
  const file = (await listCustomFiles(plugins)).find((each) => each.filename === filename)
  if (!file) throw new Fault('not_found', `Custom node '${filename}' not found`)
  return file.extension
}

const invalidName = () => new Fault('invalid_request', 'Invalid filename')
