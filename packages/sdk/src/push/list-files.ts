import { readdir, stat } from 'node:fs/promises'
import { join, matchesGlob, posix } from 'node:path'

/** A file to push. */
export interface LocalFile {
  /** Below the folder, with `/` between the parts: its path in the version. */
  path: string
  /** Where it is on this machine. */
  source: string
  /** Bytes. */
  size: number
}

/** What operating systems and tools leave in folders, and nobody means to push. */
const JUNK = [
  /^\.DS_Store$/,
  /^\._/,
  /^\.(?:Spotlight-V100|Trashes|fseventsd)$/,
  /^__MACOSX$/,
  /^Thumbs\.db$/i,
  /^desktop\.ini$/i,
  /^\.directory$/,
  /~$/,
  /^\.(?:git|hg|svn)$/,
  /^(?:__pycache__|\.ipynb_checkpoints)$/,
]

/**
 * The files of a folder, sorted by path: all but the manifest and what nobody means, or those that match
 * `patterns`. Links to files are followed, as model caches use them; links to folders are not.
 *
 * @param patterns paths or globs below the folder, for example `weights/*.safetensors`
 * @throws Error when a pattern matches nothing, or there is nothing at all
 */
export async function listFiles(
  folder: string,
  { manifest, patterns }: { manifest: string; patterns?: readonly string[] | undefined },
): Promise<LocalFile[]> {
  const all = await walk(folder, '')
  if (patterns === undefined) {
    const files = all.filter(({ path }) => path !== manifest)
    if (files.length === 0) throw new Error(`there is nothing to push in ${folder}`)
    return files
  }
  return pick(all, patterns)
}

function pick(all: LocalFile[], patterns: readonly string[]): LocalFile[] {
  const picked = new Set<LocalFile>()
  for (const pattern of patterns) {
    const clean = posix.normalize(pattern.replace(/^\.\//, ''))
    const matching = all.filter(({ path }) => path === clean || matchesGlob(path, clean))
    if (matching.length === 0) throw new Error(`files: "${pattern}" matches no file of the folder`)
    for (const file of matching) picked.add(file)
  }
  return all.filter((file) => picked.has(file))
}

async function walk(folder: string, below: string): Promise<LocalFile[]> {
  const entries = await readdir(join(folder, below), { withFileTypes: true })
  const files: LocalFile[] = []
  for (const entry of entries) {
    if (JUNK.some((junk) => junk.test(entry.name))) continue
    const path = below ? `${below}/${entry.name}` : entry.name
    const source = join(folder, path)
    if (entry.isDirectory()) {
      files.push(...(await walk(folder, path)))
      continue
    }
    const found = await stat(source)
    if (found.isDirectory())
      throw new Error(`${source} is a link to a folder: put a copy there, or name files`)
    if (!found.isFile()) throw new Error(`${source} is no file that could be pushed`)
    files.push({ path, source, size: found.size })
  }
  return files.sort((a, b) => (a.path < b.path ? -1 : 1))
}
