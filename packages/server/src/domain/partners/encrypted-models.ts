import { readFile } from 'node:fs/promises'
import type { StagedFile } from '../../blobs/blob-store.ts'
import { isUniqueViolation } from '../../db/errors.ts'
import { Fault } from '../../fault.ts'
import type { Caller } from '../accounts/caller.ts'
import { requireScope } from '../accounts/scopes.ts'
import { type EncryptedManifest, readEncryptedManifest } from './encrypted-manifest.ts'
import { findGridModel } from './find-grid-model.ts'
import type { Grid } from './grid.ts'
import { servingCaller } from './grid-caller.ts'
import { requirePartnerAddress } from './partners.ts'
import { claimId, idTaken, requireFreeId } from './serve-model.ts'

/**
 * Registers an encrypted model: its manifest alone. Every worker must hold its share at this moment.
 *
 * @throws Fault `already_exists`, `invalid_request`, `upstream_failed` naming the worker that holds none
 */
export async function hostEncryptedModel(
  grid: Grid,
  caller: Caller | undefined,
  { file, ...claim }: { id: string; allowDownload: boolean; allowInference: boolean; file: StagedFile },
): Promise<void> {
  const { database } = grid
  if (caller) requireScope(caller.scopes, 'models:upload')
  await requireFreeId(grid, claim.id)
  const owner = await servingCaller(database.read, caller)
  const text = await readFile(file.path, 'utf8')
  const manifest = readEncryptedManifest(text)
  for (const [id, address] of [...manifest.workers, manifest.crypto_provider]) {
    if (id === grid.id)
      throw new Fault('invalid_request', 'the host of an encrypted model holds no share of it')
    requirePartnerAddress(grid, address)
  }
  const holdings = await askWorkers(grid, manifest, claim.id)
  const lacking = holdings.find(({ state }) => state !== 'held')
  if (lacking) {
    throw new Fault(
      'upstream_failed',
      `worker "${lacking.worker[0]}" does not hold its share: ${lacking.why}`,
    )
  }
  await database
    .write((trx) => claimId(trx, owner.account.id, { ...claim, size: file.size, manifest: text }))
    .catch((error: unknown) => {
      if (isUniqueViolation(error)) throw idTaken(claim.id)
      throw error
    })
}

export interface EncryptedPlace {
  workers: [id: string, address: string][]
  provider: [id: string, address: string]
  unreachable: { id: string; reason: string }[]
}

/**
 * Where the shares of an encrypted model are, asked of the workers themselves.
 *
 * @throws Fault `not_found` when there is no such model, or a worker no longer has its share
 */
export async function findEncryptedModel(
  grid: Grid,
  caller: Caller | undefined,
  id: string,
): Promise<EncryptedPlace> {
  const unknown = new Fault('not_found', 'Model ID not found!')
  const { row } = await findGridModel(grid.database.read, caller, id).catch((error: unknown) => {
    throw error instanceof Fault && error.code === 'not_found' ? unknown : error
  })
  if (row?.manifest == null) throw unknown
  const manifest = readEncryptedManifest(row.manifest)
  const holdings = await askWorkers(grid, manifest, id)
  if (holdings.some(({ state }) => state === 'gone')) throw unknown
  return {
    workers: manifest.workers,
    provider: manifest.crypto_provider,
    unreachable: holdings.flatMap(({ state, worker, why }) =>
      state === 'unreachable' ? [{ id: worker[0], reason: why }] : [],
    ),
  }
}

interface Holding {
  worker: [id: string, address: string]
  state: 'held' | 'gone' | 'unreachable'
  why: string
}

function askWorkers(
  { partnerClient }: Grid,
  { workers, shares }: EncryptedManifest,
  modelId: string,
): Promise<Holding[]> {
  return Promise.all(
    workers.map(async (worker, part): Promise<Holding> => {
      const { share_id: shareId, token } = shares[part]!
      try {
        const { status, body } = await partnerClient.ask(worker[1], {
          method: 'GET',
          path: `/grid/shares/${shareId}`,
          headers: { 'x-share-token': token },
        })
        const said = (body ?? {}) as { model_id?: unknown; part?: unknown }
        if (status === 200 && said.model_id === modelId && said.part === part) {
          return { worker, state: 'held', why: '' }
        }
        if (status === 200 || status === 404) return { worker, state: 'gone', why: 'it knows of none' }
        return { worker, state: 'unreachable', why: `it answered ${status}` }
      } catch (error) {
        return { worker, state: 'unreachable', why: (error as Error).message }
      }
    }),
  )
}
