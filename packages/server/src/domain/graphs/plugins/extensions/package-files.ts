import { createHash } from 'node:crypto'
import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import { extract } from 'tar-stream'
import { Fault } from '../../../../fault.ts'

/** The files of an extension, by their paths with `/`. */
export type PackageFiles = ReadonlyMap<string, Uint8Array>

const MIB = 1024 ** 2
/** Of what is uploaded, as it comes. */
export const LARGEST_PACKAGE = 8 * MIB
const MOST_FILES = 5000
const LARGEST_UNPACKED = 64 * MIB
const LONGEST_PATH = 400

/** Names the content: the same digest, the same files. SHA-256, hexadecimal. */
export function digestOf(files: PackageFiles): string {
  const hash = createHash('sha256')
  for (const [path, bytes] of [...files].sort(([a], [b]) => (a < b ? -1 : 1))) {
    hash.update(`${path}\0${createHash('sha256').update(bytes).digest('hex')}\n`)
  }
  return hash.digest('hex')
}

/**
 * The files of a package as `npm pack` makes it: a gzipped tar, everything below one folder. Nothing but files is
 * taken, and only under names that stay inside.
 *
 * @throws Fault `validation_failed` for what is no such package, or too large
 */
export async function unpackPackage(packed: Uint8Array): Promise<PackageFiles> {
  const files = new Map<string, Uint8Array>()
  const count = counter()
  const tar = extract()
  tar.on('entry', ({ name, type }, stream, next) => {
    const take = async () => {
      if (type === 'directory') return void stream.resume()
      if (type !== 'file' && type !== 'contiguous-file') {
        throw bad(`"${shown(name)}" is a ${type}: a package holds files only`)
      }
      const path = pathIn(name)
      if (files.has(path)) throw bad(`"${shown(path)}" is there twice`)
      const chunks: Uint8Array[] = []
      count.file()
      for await (const chunk of stream as AsyncIterable<Uint8Array>) {
        count.bytes(chunk.length)
        chunks.push(chunk)
      }
      files.set(path, Buffer.concat(chunks))
    }
    take().then(
      () => next(),
      (error: Error) => tar.destroy(error),
    )
  })
  try {
    await pipeline(Readable.from([packed]), createGunzip(), tar)
  } catch (error) {
    if (error instanceof Fault) throw error
    throw bad(`not a gzipped tar, as npm pack makes it: ${(error as Error).message}`)
  }
  if (files.size === 0) throw bad('the package is empty')
  return withoutTop(files)
}

/**
 * The files of a folder. Links are not followed, and what begins with a dot is left out.
 *
 * @throws Fault `validation_failed` when there are too many, or too large ones
 */
export async function readPackage(folder: string): Promise<PackageFiles> {
  const files = new Map<string, Uint8Array>()
  const count = counter()
  const walk = async (inside: string): Promise<void> => {
    for (const entry of await readdir(join(folder, inside), { withFileTypes: true })) {
      if (entry.name.startsWith('.')) continue
      const path = inside === '' ? entry.name : `${inside}/${entry.name}`
      if (entry.isDirectory()) await walk(path)
      else if (entry.isFile()) {
        count.file()
        count.bytes((await stat(join(folder, path))).size)
        files.set(path, await readFile(join(folder, path)))
      }
    }
  }
  await walk('')
  return files
}

function counter() {
  let [number, size] = [0, 0]
  return {
    file() {
      number += 1
      if (number > MOST_FILES) throw bad(`more than ${MOST_FILES} files`)
    },
    bytes(length: number) {
      size += length
      if (size > LARGEST_UNPACKED) throw bad(`more than ${LARGEST_UNPACKED / MIB} MiB of files`)
    },
  }
}

function pathIn(name: string): string {
  const path = name.replace(/^(\.\/)+/, '')
  const parts = path.split('/')
  const isSound =
    path.length <= LONGEST_PATH &&
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what no name may hold.
    !/[\\:\u0000-\u001f\u007f]/.test(path) &&
    parts.every((part) => part !== '' && part !== '.' && part !== '..' && Buffer.byteLength(part) <= 200)
  if (!isSound) throw bad(`"${shown(name)}" is no name for a file of a package`)
  return path
}

/** npm packs everything below `package/`. */
function withoutTop(files: Map<string, Uint8Array>): PackageFiles {
  const tops = new Set([...files.keys()].map((path) => (path.includes('/') ? path.split('/', 1)[0] : '')))
  const [top] = tops
  if (tops.size !== 1 || !top) return files
  return new Map([...files].map(([path, bytes]) => [path.slice(top.length + 1), bytes]))
}

const shown = (name: string) => name.slice(0, 100)
const bad = (message: string) => new Fault('validation_failed', `the package cannot be used: ${message}`)

/** What comes in, whole. @throws Fault `payload_too_large` */
export async function readBounded(incoming: AsyncIterable<Uint8Array>, most: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of incoming) {
    size += chunk.length
    if (size > most) throw new Fault('payload_too_large', `File too large: at most ${most / MIB} MiB`)
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}
