import { createHash, timingSafeEqual } from 'node:crypto'
import { rm } from 'node:fs/promises'
import { FormatError, readSafetensors } from '@nodeyard/tensor/formats'
import type { StagedFile } from '../../blobs/blob-store.ts'
import { isUniqueViolation } from '../../db/errors.ts'
import { Fault } from '../../fault.ts'
import type { Caller } from '../accounts/caller.ts'
import { requireScope } from '../accounts/scopes.ts'
import { keepBlob } from '../artifacts/keep-blob.ts'
import type { Grid } from './grid.ts'
import { mayBeGridId } from './grid-id.ts'
import { withSource } from './identify-model.ts'

/** One share of an encrypted model's weights, as a worker knows it. */
export interface Share {
  id: string
  modelId: string
  /** Which of how many, from 0. */
  part: number
  parts: number
  size: number
  tensors: [name: string, shape: number[]][]
  provider: [id: string, address: string]
}

export interface NewShare extends Omit<Share, 'size' | 'tensors'> {
  token: string
  /** Safetensors of whole numbers modulo 2^64; gone afterwards. */
  file: StagedFile
}

/**
 * Keeps a share for others. By itself it is uniform noise; whoever has its token may see that it is here, and end
 * it.
 *
 * @throws Fault `already_exists`, `unsupported_format` for what is no share
 */
export async function addShare(grid: Grid, caller: Caller | undefined, share: NewShare): Promise<void> {
  if (caller) requireScope(caller.scopes, 'models:upload')
  if (!mayBeGridId(share.modelId))
    throw new Fault('invalid_request', 'model_id is empty, too long or no text')
  if (share.part >= share.parts) throw new Fault('invalid_request', 'part must be less than parts')
  const { file } = share
  try {
    await keepShare(grid, caller, share, await readTensors(file))
  } catch (error) {
    await rm(file.path, { force: true })
    if (isUniqueViolation(error)) throw new Fault('already_exists', 'there is a share of this id already')
    throw error
  }
}

async function keepShare(
  grid: Grid,
  caller: Caller | undefined,
  share: NewShare,
  tensors: Share['tensors'],
): Promise<void> {
  const { file } = share
  const row = {
    id: share.id,
    model_id: share.modelId,
    part: share.part,
    parts: share.parts,
    sha256: file.sha256,
    size: file.size,
    tensors: JSON.stringify(tensors),
    provider: JSON.stringify(share.provider),
    token_hash: hash(share.token).toString('hex'),
    account_id: caller?.account.id ?? null,
    created_at: Date.now(),
  }
  await keepBlob(grid, file, async (trx) => {
    await trx.insertInto('grid_share').values(row).execute()
  })
}

/** @throws Fault `not_found`, for a wrong token too */
export async function getShare({ database }: Grid, id: string, token: string): Promise<Share> {
  const unknown = new Fault('not_found', 'there is no such share')
  if (!mayBeGridId(id)) throw unknown
  const row = await database.read.selectFrom('grid_share').selectAll().where('id', '=', id).executeTakeFirst()
  if (!row || !timingSafeEqual(hash(token), Buffer.from(row.token_hash, 'hex'))) throw unknown
  return {
    id,
    modelId: row.model_id,
    part: row.part,
    parts: row.parts,
    size: row.size,
    tensors: JSON.parse(row.tensors),
    provider: JSON.parse(row.provider),
  }
}

/** Deletes a share; its bytes follow when garbage is collected. @throws Fault `not_found` */
export async function removeShare(grid: Grid, id: string, token: string): Promise<void> {
  await getShare(grid, id, token)
  await grid.database.write((trx) => trx.deleteFrom('grid_share').where('id', '=', id).execute())
}

const hash = (token: string) => createHash('sha256').update(token).digest()

async function readTensors(file: StagedFile): Promise<[string, number[]][]> {
  try {
    const { tensors } = await withSource(file, readSafetensors)
    const wrong = tensors.find(({ dtype }) => dtype !== 'uint64')
    if (wrong)
      throw new Fault('unsupported_format', `"${wrong.name}" is ${wrong.dtype}: a share is of uint64`)
    return tensors.map(({ name, shape }) => [name, [...shape]])
  } catch (error) {
    if (!(error instanceof FormatError)) throw error
    throw new Fault('unsupported_format', `the share is no safetensors file: ${error.message}`)
  }
}
