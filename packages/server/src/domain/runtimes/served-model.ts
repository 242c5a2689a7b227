import { dirname, join } from 'node:path'
import type { LRUCache } from 'lru-cache'
import type { BlobStore } from '../../blobs/blob-store.ts'
import type { Db } from '../../db/database.ts'
import { Fault } from '../../fault.ts'
import type { Inspector } from '../artifacts/inspector.ts'
import { listFiles, type VersionFile } from '../artifacts/versions.ts'
import type { ModelFolders } from './model-folders.ts'
import type { LoadPlan, Pooled } from './model-pool.ts'
import { proveRowIndependence, type RowVerdict } from './row-independence.ts'
import type { LoadedModel, Runtime, RuntimeKind } from './runtime.ts'

/** A version that is loaded, with what was found out about it. */
export interface ServedModel extends Pooled {
  readonly loaded: LoadedModel
  /** Whether its requests may share runs; being found out while the first ones are answered already. */
  readonly verdict: Promise<RowVerdict>
}

export interface ServedModelDeps {
  read: Db
  blobs: BlobStore
  inspector: Inspector
  folders: ModelFolders
  kinds: ReadonlyMap<string, RuntimeKind>
  /** The kind at work; started when first asked for. */
  runtimeOf(kind: RuntimeKind): Runtime
  /** By version id. They outlive their models: a version's bytes never change. */
  verdicts: LRUCache<string, RowVerdict>
}

/** What to load, and how. */
export interface ServedVersion {
  versionId: string
  runtime: string
  replicas: number
}

/** Under what a loaded version is kept: copies of one version with more replicas are another. */
export const keyOf = ({ versionId, replicas }: ServedVersion) => `${versionId} x${replicas}`

/**
 * What it takes to load a version: its files are found and looked at, so that the load itself is known to
 * fit before room is made for it.
 *
 * @throws Fault `unsupported_format` when the version holds nothing this runtime can load
 */
export async function planModel(
  deps: ServedModelDeps,
  served: ServedVersion,
): Promise<LoadPlan<ServedModel>> {
  const files = await listFiles(deps.read, served.versionId)
  const kind = deps.kinds.get(served.runtime)
  const main = kind && files.find(({ path }) => path === kind.pick(files))
  if (!kind || !main) throw new Fault('unsupported_format', 'the version has no file that a runtime can load')
  const needed = [main, ...(await findCompanions(deps, main, files))]
  const bytes = needed.reduce((sum, { size }) => sum + size, 0)
  return {
    memoryBytes: kind.estimateMemory(bytes, served.replicas),
    async load() {
      const folder = await deps.folders.make(needed)
      try {
        const source = { key: keyOf(served), model: join(folder.path, main.path), bytes }
        const loaded = await deps.runtimeOf(kind).load(source, { replicas: served.replicas })
        return {
          loaded,
          memoryBytes: loaded.memoryBytes,
          verdict: findVerdict(deps, served.versionId, loaded),
          async close() {
            await loaded.close()
            await folder[Symbol.asyncDispose]()
          },
        }
      } catch (error) {
        await folder[Symbol.asyncDispose]()
        throw error
      }
    },
  }
}

/** The files that the model's own file refers to by name, which must lie where it expects them. */
async function findCompanions(
  { blobs, inspector }: ServedModelDeps,
  main: VersionFile,
  files: readonly VersionFile[],
): Promise<VersionFile[]> {
  const { sha256, size } = main
  const source = { size, read: (offset: number, length: number) => blobs.readAt(sha256, offset, length) }
  const outcome = await inspector.inspect(main.path, source)
  if ('lie' in outcome) throw new Fault('unsupported_format', outcome.lie)
  const folder = dirname(main.path)
  const names = 'reading' in outcome ? (outcome.reading.externalFiles ?? []) : []
  return names.map(({ path }) => {
    const wanted = join(folder, path)
    const file = files.find((other) => other.path === wanted)
    if (!file)
      throw new Fault('unsupported_format', `the model needs "${path}" beside it, which is not there`)
    return file
  })
}

async function findVerdict(
  { verdicts }: ServedModelDeps,
  versionId: string,
  loaded: LoadedModel,
): Promise<RowVerdict> {
  const known = verdicts.get(versionId)
  if (known) return known
  try {
    const verdict = await proveRowIndependence(loaded.schema, (inputs) => loaded.run(inputs))
    verdicts.set(versionId, verdict)
    return verdict
  } catch (error) {
    // It was unloaded, or its worker died: nothing was learned of the model itself.
    return { areIndependent: false, reason: (error as Error).message }
  }
}
