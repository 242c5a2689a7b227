import { answerOf } from '@nodeyard/sdk/client'
import { api } from '../../app/api.ts'
import type { Kind } from './guess.ts'
import { hashFiles, stampOf } from './hash-files.ts'
import { findAsset } from './queries.ts'
import type { Folder, FolderFile } from './read-drop.ts'
import { sendFile } from './send-file.ts'

/** What is to become of a folder. */
export interface Plan {
  kind: Kind
  owner: string
  slug: string
  version: string
  license: string
  task: string | undefined
  framework: string | undefined
  summary: string | undefined
  changelog: string | undefined
  isPublic: boolean
}

export type Step = 'hashing' | 'sending' | 'publishing'

export interface Watcher {
  onStep(step: Step, bytes: number): void
  onBytes(count: number): void
  /** Something of a file has arrived; all of it when `sent` is its size. */
  onFile(path: string, sent: number): void
  onCut(isCut: boolean): void
  onHashes(hashes: ReadonlyMap<string, string>): void
  signal: AbortSignal
}

/** Files that are on their way at the same time. */
const AT_ONCE = 3

/**
 * Makes a folder a published version. Run again after a cut it goes on where it stopped: the server knows what
 * has arrived.
 *
 * @param known hashes from before, by `stampOf`
 * @returns why it is not public, where that was wanted and its checks do not pass
 */
export async function runUpload(
  { files }: Folder,
  plan: Plan,
  known: ReadonlyMap<string, string>,
  watch: Watcher,
): Promise<string | undefined> {
  const { kind, version } = plan
  const id = `${plan.owner}/${plan.slug}`
  const total = files.reduce((sum, { file }) => sum + file.size, 0)
  watch.onStep('hashing', total)
  const hashes = await hashFiles(files, known, watch)
  watch.onHashes(new Map(files.map((one) => [stampOf(one), hashes.get(one.path)!])))
  const before = await findAsset(kind, id)
  if (before === null) await addAsset(plan)
  if (before?.revisions.includes(version) !== true) {
    const missing = await openRevision(plan, id, files, hashes)
    watch.onStep('sending', total)
    await sendAll(files, hashes, missing, watch)
    watch.onStep('publishing', 0)
    const params = { path: { id, revision: version } }
    await (kind === 'model'
      ? answerOf(api.marketplace.POST('/v1/models/{id}/revisions/{revision}/publish', { params }))
      : answerOf(api.marketplace.POST('/v1/datasets/{id}/revisions/{revision}/publish', { params })))
  }
  if (!plan.isPublic || before?.visibility === 'public') return undefined
  return makePublic(kind, id).then(
    () => undefined,
    (error: Error) => error.message,
  )
}

function addAsset({ kind, owner, slug, license, task, framework, summary }: Plan) {
  const said = { slug, owner, name: slug, license, ...(summary && { summary }) }
  if (kind === 'dataset') return answerOf(api.marketplace.POST('/v1/datasets', { body: said }))
  const body = { ...said, ...(task && { task }), ...(framework && { framework }) }
  return answerOf(api.marketplace.POST('/v1/models', { body: body as never }))
}

function makePublic(kind: Kind, id: string) {
  const init = { params: { path: { id } }, body: { visibility: 'public' as const } }
  return kind === 'model'
    ? answerOf(api.marketplace.PATCH('/v1/models/{id}', init))
    : answerOf(api.marketplace.PATCH('/v1/datasets/{id}', init))
}

async function openRevision(
  plan: Plan,
  id: string,
  files: readonly FolderFile[],
  hashes: ReadonlyMap<string, string>,
) {
  const { kind, version, license, summary, changelog } = plan
  const body = {
    version,
    license,
    ...(summary && { summary }),
    ...(changelog && { changelog }),
    files: files.map(({ path, file }) => ({ path, size: file.size, sha256: hashes.get(path)! })),
  }
  const init = { params: { path: { id } }, body }
  const { missing } =
    kind === 'model'
      ? await answerOf(api.marketplace.POST('/v1/models/{id}/revisions', init))
      : await answerOf(api.marketplace.POST('/v1/datasets/{id}/revisions', init))
  return new Map(missing.map((one) => [one.sha256, one]))
}

type Missing = Awaited<ReturnType<typeof openRevision>>

async function sendAll(
  files: readonly FolderFile[],
  hashes: ReadonlyMap<string, string>,
  missing: Missing,
  { onBytes, onFile, onCut, signal }: Watcher,
): Promise<void> {
  const waiting = [...files]
  const begun = new Set<string>()
  const lane = async () => {
    for (let one = waiting.shift(); one; one = waiting.shift()) {
      const { path, file } = one
      const sha256 = hashes.get(path)!
      const upload = missing.get(sha256)
      let arrived = 0
      const arrive = (sent: number) => {
        onBytes(sent - arrived)
        arrived = sent
        onFile(path, sent)
      }
      // What is here already, and the second of two equal files.
      if (!upload || begun.has(sha256)) {
        arrive(file.size)
        continue
      }
      begun.add(sha256)
      arrive(upload.offset)
      await sendFile(file, upload.upload_url, upload.chunk_size, { onProgress: arrive, onCut, signal })
      arrive(file.size)
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, lane))
}
