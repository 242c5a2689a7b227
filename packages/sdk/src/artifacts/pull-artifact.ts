import { join } from 'node:path'
import { findPathProblem } from '@nodeyard/tensor/formats'
import { answerOf, type Connection } from '../client.ts'
import { inParallel } from '../in-parallel.ts'
import { fetchFile } from '../pull/fetch-file.ts'
import type { ArtifactKind, Target } from '../reference.ts'
import { pathFor } from './kinds.ts'
import { listFiles } from './list-files.ts'

/** Small files cost round trips; several at a time hide them. */
const AT_ONCE = 4

export interface PullOptions {
  kind: ArtifactKind
  target: Target
  /** The folder to put the files in. Default: `<name>-<version>`, below the working directory. */
  to?: string | undefined
  /** These paths of the version only. */
  paths?: readonly string[] | undefined
  /** Told how many bytes are there, of how many. */
  onProgress?: ((progress: { done: number; total: number }) => void) | undefined
  signal?: AbortSignal | undefined
}

export interface Pulled {
  /** `org/name` */
  name: string
  version: string
  folder: string
  files: { path: string; oid: string; size: number; was_there: boolean }[]
}

/**
 * Downloads the files of a version, checking each against its SHA-256.
 *
 * Files that are there already with the right bytes are left alone, and a download that was cut goes on where
 * it was, so it can simply be run again. Nothing is under its final name before its hash has matched.
 *
 * @throws ApiError `not_found_error`
 *
 * @example
 * await pullArtifact(yard, { kind: 'model', target: { org: 'admin', name: 'digits', version: '1.0.0' }, to: 'digits' })
 */
export async function pullArtifact(server: Connection, options: PullOptions): Promise<Pulled> {
  const { kind, target, onProgress, signal } = options
  const { name, version, files: all } = await listFiles(server, kind, target)
  const files = choose(all, options.paths)
  const folder = options.to ?? `${target.name}-${version}`
  const total = files.reduce((sum, { size }) => sum + size, 0)
  const pulled: Pulled['files'] = []
  let done = 0
  await inParallel(files, AT_ONCE, async ({ path, oid, size }, index) => {
    // A server that is not to be trusted must not write wherever it likes.
    const problem = findPathProblem(path)
    if (problem !== undefined)
      throw new Error(`the server names a file ${JSON.stringify(path)}, which ${problem}`)
    const file = {
      sha256: oid.replace(/^sha256:/, ''),
      size,
      target: join(folder, path),
      getUrl: () => getUrl(server, kind, { ...target, version }, path),
    }
    const wasFetched = await fetchFile(server, file, {
      signal,
      onBytes(count) {
        done += count
        onProgress?.({ done, total })
      },
    })
    pulled[index] = { path, oid, size, was_there: !wasFetched }
  })
  return { name, version, folder, files: pulled }
}

function choose<File extends { path: string }>(files: File[], paths: readonly string[] | undefined): File[] {
  if (paths === undefined) return files
  return paths.map((path) => {
    const file = files.find((one) => one.path === path)
    if (file === undefined) throw new Error(`this version holds no file "${path}"`)
    return file
  })
}

async function getUrl(
  server: Connection,
  kind: ArtifactKind,
  target: { org: string; name: string; version: string },
  path: string,
): Promise<string> {
  const { status, url } = await answerOf(
    server.registry.POST(pathFor(kind, '/api/v1/org/{org}/models/{name}/{version}/download'), {
      params: { path: { ...target } },
      body: { path },
    }),
  )
  // A single file needs no preparing.
  if (status !== 'ready' || !url) throw new Error(`${path} cannot be downloaded: the server says ${status}`)
  return new URL(url, server.url).href
}
