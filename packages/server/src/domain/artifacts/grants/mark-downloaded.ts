import type { ExpressionBuilder } from 'kysely'
import type { Database, Trx } from '../../../db/database.ts'
import type { Tables } from '../../../db/tables.ts'

/**
 * Notes on what grants an account has of an artifact that its bytes were fetched or put to work: a one-time purchase
 * is not simply given back after that.
 */
export async function markDownloaded(
  trx: Trx,
  accountId: string,
  artifactId: string,
  now: number,
): Promise<void> {
  await trx
    .updateTable('artifact_grant')
    .set({ downloaded_at: now })
    .where('artifact_id', '=', artifactId)
    .where('downloaded_at', 'is', null)
    .where(isHeldBy(accountId))
    .execute()
}

/** The same where nothing else is written: without a grant that is not marked yet it costs one look. */
export async function markUse(database: Database, accountId: string, artifactId: string): Promise<void> {
  const unmarked = await database.read
    .selectFrom('artifact_grant')
    .select('id')
    .where('artifact_id', '=', artifactId)
    .where('downloaded_at', 'is', null)
    .where(isHeldBy(accountId))
    .limit(1)
    .executeTakeFirst()
  if (unmarked) await database.write((trx) => markDownloaded(trx, accountId, artifactId, Date.now()))
}

/** By the account itself or by a seat. */
const isHeldBy = (accountId: string) => (grant: ExpressionBuilder<Tables, 'artifact_grant'>) =>
  grant.or([
    grant('account_id', '=', accountId),
    grant(
      'id',
      'in',
      grant.selectFrom('artifact_grant_seat').select('grant_id').where('account_id', '=', accountId),
    ),
  ])
