import { stat } from 'node:fs/promises'
import type { ArtifactKind } from '../reference.ts'
import { parseReference } from '../reference.ts'
import { artifactsHash } from './artifacts-hash.ts'
import { type HashedFile, hashFiles } from './hash-files.ts'
import { listFiles } from './list-files.ts'
import { isVersion } from './manifest-fields.ts'
import { folderName, manifestName, readManifest, type WrittenManifest } from './read-manifest.ts'

export interface PrepareOptions {
  kind: ArtifactKind
  folder: string
  /** `org/name` or `name`, in place of what the manifest or the folder's name says. */
  name?: string | undefined
  /** X.Y.Z, in place of what the manifest says. */
  version?: string | undefined
  onProgress?: ((progress: PrepareProgress) => void) | undefined
  signal?: AbortSignal | undefined
}

export interface PrepareProgress {
  /** Bytes hashed, and to be hashed. */
  done: number
  total: number
}

/** A folder as it would be pushed: everything but the owner, where nobody has named one, and the sending. */
export interface PreparedPush {
  kind: ArtifactKind
  org: string | undefined
  name: string
  version: string
  /** What the manifest says beside name, version and files. */
  manifest: Record<string, unknown>
  /** Sorted by path. */
  files: HashedFile[]
  /** Bytes. */
  size: number
  /** `sha256:…` over all files. */
  artifactsHash: string
  /** The manifest as written, for whoever finds fault with it later. */
  written: WrittenManifest
}

/**
 * Does everything of a push that needs no server: reads and checks the manifest, lists the files, hashes them.
 *
 * @throws ManifestError naming the field and line, and Error when there is no such folder or nothing in it
 */
export async function preparePush(options: PrepareOptions): Promise<PreparedPush> {
  const { kind, folder, onProgress, signal } = options
  await requireFolder(folder)
  const written = await readManifest(kind, folder)
  const { name: ownName, version: ownVersion, files: patterns, ...manifest } = written.fields
  const { org, name } = parseName(options.name ?? (ownName as string | undefined) ?? folderName(folder))
  const version = options.version ?? (ownVersion as string | undefined) ?? '0.1.0'
  if (!isVersion(version)) throw new TypeError(`"${version}" is no version: write three numbers, X.Y.Z`)

  const local = await listFiles(folder, {
    manifest: manifestName(kind),
    patterns: patterns as string[] | undefined,
  })
  const size = local.reduce((sum, file) => sum + file.size, 0)
  let done = 0
  const files = await hashFiles(local, {
    signal,
    onBytes(count) {
      done += count
      onProgress?.({ done, total: size })
    },
  })
  return { kind, org, name, version, manifest, files, size, artifactsHash: artifactsHash(files), written }
}

function parseName(text: string): { org: string | undefined; name: string } {
  const { org, name, version } = parseReference(text)
  if (version !== undefined) throw new TypeError(`"${text}" names a version: give that as --version`)
  return { org, name }
}

async function requireFolder(folder: string): Promise<void> {
  const found = await stat(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') throw new Error(`there is no folder ${folder}`)
    throw error
  })
  if (!found.isDirectory()) throw new Error(`${folder} is a file: name the folder that holds it`)
}
