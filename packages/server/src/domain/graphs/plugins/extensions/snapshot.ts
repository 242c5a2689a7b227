import { mkdir, rename, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { newId } from '../../../../ids.ts'
import type { PackageFiles } from './package-files.ts'

/** A file without a package around it is a module. */
const MODULES = new TextEncoder().encode('{"type":"module"}\n')

/**
 * Puts files into the folder that their digest names: whole or not at all. Code runs from there and never from where
 * it was placed, so a worker never sees a half-made change.
 */
export async function layOut(root: string, digest: string, files: PackageFiles): Promise<string> {
  const folder = join(root, digest)
  if (await isLaidOut(root, digest)) return folder
  const part = join(root, `.${newId('upl')}`)
  const all = files.has('package.json') ? files : new Map([...files, ['package.json', MODULES]])
  try {
    for (const [path, bytes] of all) {
      await mkdir(dirname(join(part, path)), { recursive: true })
      await writeFile(join(part, path), bytes)
    }
    await rename(part, folder)
  } catch (error) {
    await rm(part, { recursive: true, force: true })
    // Another server on the same folder may have been faster.
    if (!(await isLaidOut(root, digest))) throw error
  }
  return folder
}

/** Whether it is there; if so, it counts as used just now. */
export async function isLaidOut(root: string, digest: string): Promise<boolean> {
  const folder = join(root, digest)
  if (!(await stat(folder).catch(() => undefined))) return false
  const now = new Date()
  await utimes(folder, now, now).catch(() => {})
  return true
}
