import type { Database } from '../../db/database.ts'
import type { ArtifactRef } from './find-artifact.ts'

/** What changes whenever anything about an artifact does. */
export interface ArtifactStamp {
  id: string
  change: number
}

/** The stamp, or undefined when it takes a closer look to say whether there is anything the account may see. */
export type FindStamp = (
  accountId: string,
  ref: ArtifactRef,
) => ArtifactStamp | undefined | Promise<ArtifactStamp | undefined>

interface Row extends ArtifactStamp {
  owner_id: string
  is_public: number
  member_role: string | null
}

/**
 * The quick way to an artifact for answers that are kept until it changes: one query by key, and only what
 * owners, members and everybody may see. Where it finds nothing `getArtifact` has the last word.
 */
export function prepareStamps(database: Database): FindStamp {
  const findRow = database.prepare<Row>('artifact_stamp', (db) =>
    db
      .selectFrom('account')
      .innerJoin('artifact', 'artifact.owner_id', 'account.id')
      .leftJoin('member', (join) =>
        join.onRef('member.org_id', '=', 'account.id').on('member.user_id', '=', 'account'),
      )
      .select([
        'artifact.id',
        'artifact.change',
        'artifact.owner_id',
        'artifact.is_public',
        'member.role as member_role',
      ])
      .where('account.slug', '=', 'owner')
      .where('artifact.kind', '=', 'model')
      .where('artifact.name', '=', 'name'),
  )
  return (accountId, { owner, kind, name }) => {
    const row = findRow(accountId, owner, kind, name)
    if (row instanceof Promise) return row.then((found) => admit(found, accountId))
    return admit(row, accountId)
  }
}

function admit(row: Row | undefined, accountId: string): ArtifactStamp | undefined {
  const isSeen = row && (row.is_public === 1 || row.member_role !== null || row.owner_id === accountId)
  return isSeen ? row : undefined
}
