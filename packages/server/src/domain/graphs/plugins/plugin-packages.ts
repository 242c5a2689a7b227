import { rm } from 'node:fs/promises'
import type { Readable } from 'node:stream'
import type { Database } from '../../../db/database.ts'
import { Fault } from '../../../fault.ts'
import { digestOf, LARGEST_PACKAGE, readBounded, unpackPackage } from './extensions/package-files.ts'
import { keepUpload, removeUpload } from './extensions/uploads.ts'
import { readManifest } from './manifest.ts'
import type { Plugin, Plugins } from './plugins.ts'
import { forgetSwitch, readSwitches, writeSwitch } from './switches.ts'

/**
 * Keeps a plugin, packed as `npm pack` does it, and switches it on, for every server on this database; one of the
 * same id is replaced and keeps what it was granted. A new one is granted nothing.
 *
 * @throws Fault `invalid_request` for another type of file, `validation_failed` for a package that cannot be used,
 * `payload_too_large`; `already_exists` for the id of a pack or of a plugin in the data folder
 */
export async function uploadPlugin(
  database: Database,
  plugins: Plugins,
  filename: string,
  incoming: Readable,
): Promise<Plugin> {
  if (!/\.(tgz|tar\.gz)$/i.test(filename)) {
    throw new Fault('invalid_request', 'A plugin is a .tgz, as npm pack makes it')
  }
  const bytes = await readBounded(incoming, LARGEST_PACKAGE)
  const files = await unpackPackage(bytes)
  const { id } = readManifest(files)
  const known = (await plugins.list()).find(({ manifest }) => manifest.id === id)
  if (known && known.extension?.found.source !== 'uploaded') {
    const where = known.extension
      ? "in the server's data folder: change it there"
      : 'that ships with the server'
    throw new Fault('already_exists', `there is a plugin "${id}" ${where}`)
  }
  const upload = { kind: 'plugin' as const, name: id, sha256: digestOf(files), uploadedAt: Date.now() }
  await keepUpload(database, upload, bytes)
  const switched = (await readSwitches(database.read)).get(id)
  if (switched && !switched.isEnabled) {
    await writeSwitch(database, id, { isEnabled: true, abilities: switched.abilities })
  }
  await plugins.reload()
  return plugins.get(id)
}

/**
 * Deletes a plugin that was uploaded, what it was granted, and the files it has written.
 *
 * @throws Fault `not_found`; `conflict` for one that ships with the server or lies in its data folder
 */
export async function deletePlugin(database: Database, plugins: Plugins, id: string): Promise<void> {
  const { extension } = await plugins.get(id)
  if (extension?.found.source !== 'uploaded') {
    const hint = extension ? 'delete it in the data folder' : 'switch it off instead'
    throw new Fault('conflict', `the plugin "${id}" was not uploaded: ${hint}`)
  }
  await removeUpload(database, 'plugin', id)
  await forgetSwitch(database, id)
  await plugins.reload()
  await rm(plugins.extensions.ownFolderOf(extension.found), { recursive: true, force: true })
}
