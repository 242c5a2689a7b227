import type { Trx } from '../../../db/database.ts'
import type { EventType } from '../../events/event-types.ts'
import { recordEvent } from '../../events/record-event.ts'

/** Tells the owner's endpoints what became of a version. */
export async function tellVersion(
  trx: Trx,
  types: readonly EventType[],
  about: { artifactId: string; version: string; reason?: string },
): Promise<void> {
  const { kind, owner_id, slug, name } = await trx
    .selectFrom('artifact')
    .innerJoin('account', 'account.id', 'artifact.owner_id')
    .select(['artifact.kind', 'artifact.owner_id', 'artifact.name', 'account.slug'])
    .where('artifact.id', '=', about.artifactId)
    .executeTakeFirstOrThrow()
  const data = {
    object: kind,
    id: about.artifactId,
    slug: `${slug}/${name}`,
    revision: about.version,
    ...(about.reason === undefined ? {} : { reason: about.reason }),
  }
  for (const type of types) await recordEvent(trx, { ownerId: owner_id, mode: null, type, data })
}
