import type { Trx } from '../../db/database.ts'
import { recordEvent } from '../events/record-event.ts'

/** Tells whoever owns a deployment what became of it, inside the transaction that made it so. */
export async function recordDeployment(
  trx: Trx,
  id: string,
  type: 'deployment.ready' | 'deployment.failed' | 'deployment.scaled_to_zero',
): Promise<void> {
  const row = await trx
    .selectFrom('deployment')
    .innerJoin('artifact', 'artifact.id', 'deployment.artifact_id')
    .innerJoin('account', 'account.id', 'artifact.owner_id')
    .innerJoin('version', 'version.id', 'deployment.version_id')
    .select([
      'deployment.account_id',
      'deployment.status',
      'deployment.error',
      'artifact.id as model_id',
      'account.slug as owner',
      'artifact.name',
      'version.version',
    ])
    .where('deployment.id', '=', id)
    .executeTakeFirstOrThrow()
  const { account_id: ownerId, owner, name, version: revision, status, error, model_id } = row
  const data = { id, status, model_id, model: `${owner}/${name}`, revision, error }
  await recordEvent(trx, { ownerId, mode: null, type, data })
}
