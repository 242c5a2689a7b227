import { createWriteStream } from 'node:fs'
import { mkdir, readdir, rename, rm, stat } from 'node:fs/promises'
import { dirname, extname, join } from 'node:path'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { Fault } from '../../../fault.ts'
import { newId } from '../../../ids.ts'
import type { RunFiles } from '../run-context.ts'

/** The files that people bring along for their graphs, and what their names end in. */
export const KEPT_FILES = {
  models: { what: 'a model file', extensions: ['.bin', '.ckpt', '.pt', '.pth', '.safetensors'] },
  images: {
    what: 'an image file',
    extensions: ['.bmp', '.gif', '.jpeg', '.jpg', '.png', '.tiff', '.webp'],
  },
} as const

export type KeptArea = keyof typeof KEPT_FILES

export interface KeptFile {
  filename: string
  /** Bytes. */
  size: number
}

/** What one upload may be. Bytes. */
export const LARGEST_UPLOAD = 500 * 1024 * 1024
/** What file systems take, less what the name of an unfinished one has more. */
const LONGEST_NAME = 200

const hasExtension = (area: KeptArea, name: string) =>
  (KEPT_FILES[area].extensions as readonly string[]).includes(extname(name).toLowerCase())

/** The files at the top of an area, by name. */
export async function listKeptFiles(files: RunFiles, area: KeptArea): Promise<KeptFile[]> {
  const root = dirname(files.path(area, 'any'))
  const names = (await readdir(root).catch(() => [])).filter(
    (name) => !name.startsWith('.') && hasExtension(area, name),
  )
  const found = await Promise.all(
    names.map(async (filename) => ({
      filename,
      stats: await stat(join(root, filename)).catch(() => undefined),
    })),
  )
  return found
    .flatMap(({ filename, stats }) => (stats?.isFile() ? [{ filename, size: stats.size }] : []))
    .sort((a, b) => (a.filename < b.filename ? -1 : 1))
}

/**
 * Keeps a file under the last part of its name; one of the same name is replaced, and never seen half written.
 *
 * @throws Fault `invalid_request` for a name that is none or of another type, `payload_too_large`
 */
export async function keepFile(
  files: RunFiles,
  area: KeptArea,
  name: string,
  bytes: Readable,
): Promise<KeptFile> {
  const filename = name.split(/[/\\]/).at(-1)!
  if (!hasExtension(area, filename)) {
    const { extensions } = KEPT_FILES[area]
    const extension = extname(filename).slice(0, 40)
    throw new Fault(
      'invalid_request',
      `Unsupported file type: ${extension}. Allowed: ${extensions.join(', ')}`,
    )
  }
  const isNameable = !filename.startsWith('.') && Buffer.byteLength(filename) <= LONGEST_NAME
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what no name may hold.
  if (!isNameable || /[\u0000-\u001f\u007f]/.test(filename)) throw invalidName()
  const path = files.path(area, filename)
  await mkdir(dirname(path), { recursive: true })
  const unfinished = files.path(area, `.${newId('upl')}`)
  let size = 0
  try {
    await pipeline(
      bytes,
      async function* bounded(chunks: AsyncIterable<Uint8Array>) {
        for await (const chunk of chunks) {
          size += chunk.length
          if (size > LARGEST_UPLOAD) throw new Fault('payload_too_large', 'File too large')
          yield chunk
        }
      },
      createWriteStream(unfinished, { flags: 'wx' }),
    )
    await rename(unfinished, path)
  } catch (error) {
    await rm(unfinished, { force: true })
    if ((error as NodeJS.ErrnoException).code === 'EISDIR') throw invalidName()
    throw error
  }
  return { filename, size }
}

/**
 * Where a file of an area lies, and its size; `name` may lead into folders of the area.
 *
 * @throws Fault `invalid_request` for a way out of the area, a folder or a file of another type; `not_found`
 */
export async function findKeptFile(
  files: RunFiles,
  area: KeptArea,
  name: string,
): Promise<{ path: string; size: number }> {
  const path = pathOf(files, area, name)
  const stats = await stat(path).catch(() => undefined)
  if (!stats) throw new Fault('not_found', `File '${name.slice(0, 200)}' not found`)
  if (!stats.isFile()) throw new Fault('invalid_request', 'Not a file')
  if (!hasExtension(area, name)) throw new Fault('invalid_request', `Not ${KEPT_FILES[area].what}`)
  return { path, size: stats.size }
}

/** Deletes a file at the top of an area. @throws Fault as {@link findKeptFile} */
export async function deleteKeptFile(files: RunFiles, area: KeptArea, name: string): Promise<void> {
  if (/[/\\]/.test(name)) throw invalidName()
  const { path } = await findKeptFile(files, area, name)
  await rm(path, { force: true })
}

function pathOf(files: RunFiles, area: KeptArea, name: string): string {
  try {
    return files.path(area, name)
  } catch {
    throw invalidName()
  }
}

const invalidName = () => new Fault('invalid_request', 'Invalid filename')
