import { stat } from 'node:fs/promises'
import { join, resolve, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Fault } from '../../../fault.ts'
import type { FileArea, RunFiles } from '../run-context.ts'

const EXAMPLES = fileURLToPath(new URL('../examples/', import.meta.url))

/** Where an area's files are: `<data>/studio/<account>/<area>`; the examples are everybody's. */
export const folderOf = (dataFolder: string, accountId: string, area: FileArea) =>
  area === 'examples' ? resolve(EXAMPLES) : join(dataFolder, 'studio', accountId, area)

/** The files of an account's graphs. */
export function filesOf(dataFolder: string, accountId: string): RunFiles {
  return {
    path(area, name) {
      const root = folderOf(dataFolder, accountId, area)
      const path = resolve(root, name)
      if (path !== root && path.startsWith(root + sep) && !name.includes('\0')) return path
      throw new Fault('validation_failed', `"${name}" is no path inside the folder of ${area}`, {
        field: 'path',
      })
    },
    async stamp(path) {
      const found = await stat(path).catch(() => undefined)
      return found ? `${found.size}:${found.mtimeMs}` : 'absent'
    },
  }
}
