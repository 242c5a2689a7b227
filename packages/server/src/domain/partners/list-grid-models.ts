import type { Expression, ExpressionBuilder, SqlBool } from 'kysely'
import type { Database } from '../../db/database.ts'
import type { Tables } from '../../db/tables.ts'
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

/**
 * Every model the caller can ask for: those that were served, oldest first, then those of the registry. What
 * is sold may be downloaded and run by those who may use it, as `findGridModel` says of one.
 */
export async function listGridModels(
  { read, slow }: Database,
  caller: Caller | undefined,
): Promise<ListedGridModel[]> {
  const isUsable = isUsableBy(accountIdOf(caller), caller?.mode)
  const served = await read
    .selectFrom('grid_model')
    .leftJoin('artifact', 'artifact.id', 'grid_model.artifact_id')
    .selectAll('grid_model')
    .select((model) =>
      flag(
        model,
        model.or([
          model('grid_model.artifact_id', 'is', null),
          model('artifact.is_paid', '=', 0),
          isUsable(model as never),
        ]),
      ).as('is_paid_for'),
    )
    .where('grid_model.removed_at', 'is', null)
    .orderBy('grid_model.created_at')
    .orderBy('grid_model.id')
    .execute()
  const pushed = await slow
    .selectFrom('artifact')
    .innerJoin('account', 'account.id', 'artifact.owner_id')
    .select(['account.slug', 'artifact.name', 'artifact.file_size_bytes'])
    .select((artifact) => flag(artifact, isUsable(artifact)).as('is_usable'))
    .where('artifact.kind', '=', 'model')
    .where('artifact.latest_version_id', 'is not', null)
    .where((artifact) => artifact.or([artifact('artifact.is_public', '=', 1), isUsable(artifact)]))
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
      allowDownload: row.allow_download === 1 && row.is_paid_for === 1,
      allowInference: row.allow_inference === 1 && row.is_paid_for === 1,
      isEncrypted: row.manifest !== null,
    })),
    ...pushed.map((row) => ({
      id: `${row.slug}/${row.name}`,
      size: row.file_size_bytes,
      allowDownload: row.is_usable === 1,
      allowInference: row.is_usable === 1,
      isEncrypted: false,
    })),
  ]
}

/** A condition as a column: 1 or 0 on both databases. */
const flag = <Table extends keyof Tables>(
  row: ExpressionBuilder<Tables, Table>,
  condition: Expression<SqlBool>,
) => row.case().when(condition).then(row.lit(1)).else(row.lit(0)).end()
