import type { Database } from '../../../db/database.ts'
import type { KeyMode } from '../../../db/tables.ts'
import type { GrantDocument } from './grant-document.ts'
import { logGrants } from './grant-log.ts'

/**
 * The signed grant that goes with a download: the account's live grant of an artifact, the newest where there
 * are several; undefined for who needs none. Also notes that the buyer has had the bytes, after which a
 * one-time purchase is not simply given back.
 */
export async function useGrant(
  database: Database,
  { accountId, artifactId, mode }: { accountId: string; artifactId: string; mode?: KeyMode },
): Promise<GrantDocument | undefined> {
  const find = () =>
    database.read
      .selectFrom('artifact_grant')
      .select(['id', 'document', 'change', 'logged_change', 'downloaded_at'])
      .where('artifact_id', '=', artifactId)
      .where((grant) =>
        grant.or([
          grant('account_id', '=', accountId),
          grant(
            'id',
            'in',
            grant.selectFrom('artifact_grant_seat').select('grant_id').where('account_id', '=', accountId),
          ),
        ]),
      )
      .$if(mode !== undefined, (query) => query.where('mode', '=', mode!))
      .where('revoked_at', 'is', null)
      .where('frozen_at', 'is', null)
      .where((grant) => grant.or([grant('expires_at', 'is', null), grant('expires_at', '>', Date.now())]))
      .orderBy('id', 'desc')
      .limit(1)
      .executeTakeFirst()
  let grant = await find()
  if (!grant) return undefined
  if (grant.downloaded_at === null) {
    const { id } = grant
    await database.write((trx) =>
      trx
        .updateTable('artifact_grant')
        .set({ downloaded_at: Date.now() })
        .where('id', '=', id)
        .where('downloaded_at', 'is', null)
        .execute(),
    )
  }
  if (grant.document === null || grant.logged_change < grant.change) {
    await logGrants(database)
    grant = await find()
  }
  return grant?.document ? (JSON.parse(grant.document) as GrantDocument) : undefined
}
