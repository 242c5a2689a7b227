import type { Database, Trx } from '../../../db/database.ts'
import { type GrantDocument, type GrantStatement, signDocument } from './grant-document.ts'
import { type GrantKey, openGrantKey } from './grant-key.ts'

/** How many grants one transaction adds to the log. */
const BATCH = 200

/**
 * Brings the log of grants up to date: everything that became of a grant and is not in the log yet is signed
 * and added, the oldest grant first.
 *
 * One chain holds the grants of the whole installation, so that even a seller's last grant cannot disappear
 * unnoticed. A purchase does not append to it itself: it would hold the head of the chain until its commit,
 * and all purchases would wait for each other. It only marks its grant as changed, and whoever reads a grant
 * (or a job, seconds later) comes here first.
 *
 * @returns how many documents were added
 */
export async function logGrants(database: Database): Promise<number> {
  const key = await openGrantKey(database)
  for (let added = 0; ; ) {
    const isBehind = await database.read
      .selectFrom('artifact_grant')
      .select('id')
      .whereRef('logged_change', '<', 'change')
      .limit(1)
      .executeTakeFirst()
    if (!isBehind) return added
    added += await database.write((trx) => appendBatch(trx, key))
  }
}

async function appendBatch(trx: Trx, key: GrantKey): Promise<number> {
  // Writing keeps every other server out until this one has committed.
  const head = await trx
    .updateTable('grant_log_head')
    .set((row) => ({ sequence: row.ref('sequence') }))
    .where('id', '=', 1)
    .returning(['sequence', 'hash'])
    .executeTakeFirstOrThrow()
  const grants = await selectUnlogged(trx)
  let { sequence, hash } = head
  for (const grant of grants) {
    sequence++
    const document: GrantDocument = signDocument(
      { ...toStatement(grant), sequence, prev_hash: hash, key_id: key.id },
      key.privateKey,
    )
    hash = document.hash
    const text = JSON.stringify(document)
    await trx
      .insertInto('grant_log')
      .values({ sequence, grant_id: grant.id, document: text, hash, created_at: Date.now() })
      .execute()
    await trx
      .updateTable('artifact_grant')
      .set({ document: text, logged_change: grant.change })
      .where('id', '=', grant.id)
      .execute()
  }
  await trx.updateTable('grant_log_head').set({ sequence, hash }).where('id', '=', 1).execute()
  return grants.length
}

const selectUnlogged = (trx: Trx) =>
  trx
    .selectFrom('artifact_grant')
    .innerJoin('artifact', 'artifact.id', 'artifact_grant.artifact_id')
    .innerJoin('account as owner', 'owner.id', 'artifact.owner_id')
    .innerJoin('account as licensee', 'licensee.id', 'artifact_grant.account_id')
    .selectAll('artifact_grant')
    .select(['artifact.kind', 'artifact.name', 'owner.slug as owner_slug', 'licensee.slug as licensee_slug'])
    .whereRef('artifact_grant.logged_change', '<', 'artifact_grant.change')
    .orderBy('artifact_grant.id')
    .limit(BATCH)
    .execute()

type UnloggedGrant = Awaited<ReturnType<typeof selectUnlogged>>[number]

function toStatement(grant: UnloggedGrant): GrantStatement {
  return {
    type: 'nodeyard.grant.v1',
    id: grant.id,
    mode: grant.mode,
    purchase_id: grant.purchase_id,
    listing_id: grant.listing_id,
    asset: { id: grant.artifact_id, kind: grant.kind, owner: grant.owner_slug, name: grant.name },
    licensee: { id: grant.account_id, slug: grant.licensee_slug },
    license: grant.license,
    seats: grant.seats,
    revision_range: grant.revision_range,
    issued_at: iso(grant.created_at),
    expires_at: maybeIso(grant.expires_at),
    revoked_at: maybeIso(grant.revoked_at),
    frozen_at: maybeIso(grant.frozen_at),
  }
}

const iso = (ms: number) => `${new Date(ms).toISOString().slice(0, 19)}Z`
const maybeIso = (ms: number | null) => (ms === null ? null : iso(ms))
