import type { Database } from '../../db/database.ts'
import type { Caller } from '../accounts/caller.ts'
import { isUsableBy } from '../artifacts/may-use.ts'
import { accountIdOf } from './grid-caller.ts'

export interface ListedGridModel {
  id: string
  /** Bytes. */
  size: number
  allowDownload: boolean
  allowInference: boolean
  isEncrypted: boolean
}

/** Every model the caller can ask for: those that were served, oldest first, then those of the registry. */
export async function listGridModels(
  { read, slow }: Database,
  caller: Caller | undefined,
): Promise<ListedGridModel[]> {
  const served = await read
    .selectFrom('grid_model')
    .selectAll()
    .where('removed_at', 'is', null)
    .orderBy('created_at')
    .orderBy('id')
    .execute()
  const accountId = accountIdOf(caller)
  const pushed = await slow
    .selectFrom('artifact')
    .innerJoin('account', 'account.id', 'artifact.owner_id')
    .select(['account.slug', 'artifact.name', 'artifact.file_size_bytes', 'artifact.is_paid'])
    .where('artifact.kind', '=', 'model')
    .where('artifact.latest_version_id', 'is not', null)
    .where((artifact) =>
      artifact.or([artifact('artifact.is_public', '=', 1), isUsableBy(accountId)(artifact)]),
    )
    .where('artifact.id', 'not in', (query) =>
      query
        .selectFrom('grid_model')
        .select((row) => row.ref('grid_model.artifact_id').$notNull().as('artifact_id'))
        .where('grid_model.artifact_id', 'is not', null),
    )
    .orderBy('artifact.created_at')
    .orderBy('artifact.id')
    .execute()
  return [
    ...served.map((row) => ({
      id: row.grid_id,
      size: row.size,
      allowDownload: row.allow_download === 1,
      allowInference: row.allow_inference === 1,
      isEncrypted: row.manifest !== null,
    })),
    ...pushed.map((row) => ({
      id: `${row.slug}/${row.name}`,
      size: row.file_size_bytes,
      allowDownload: row.is_paid === 0,
      allowInference: row.is_paid === 0,
      isEncrypted: false,
    })),
  ]
}
