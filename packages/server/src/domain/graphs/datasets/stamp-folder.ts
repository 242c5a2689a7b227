import { createHash } from 'node:crypto'
import { readdir, stat } from 'node:fs/promises'
import { join, relative } from 'node:path'

/** Names, sizes and times of all files in a folder, as a short text; another text when one of them changes. */
export async function stampFolder(folder: string): Promise<string> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => undefined)
  if (!entries) return 'absent'
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
  const hash = createHash('sha256')
  for (const path of paths.sort()) {
    const found = await stat(path).catch(() => undefined)
    if (found) hash.update(`${relative(folder, path)} ${found.size} ${found.mtimeMs}\n`)
  }
  return hash.digest('base64url')
}
