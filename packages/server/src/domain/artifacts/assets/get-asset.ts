import type { Db } from '../../../db/database.ts'
import type { ArtifactKind, Role } from '../../../db/tables.ts'
import { Fault } from '../../../fault.ts'
import { findRole, isAtLeast } from '../../accounts/access.ts'
import type { Caller } from '../../accounts/caller.ts'
import { type FoundArtifact, getArtifact } from '../find-artifact.ts'
import { maySee } from '../may-use.ts'
import { requireRank } from '../write-access.ts'
import { type Asset, loadAssets } from './asset-row.ts'

const PREFIX = { model: 'mdl_', dataset: 'ds_' } as const

/**
 * A model or dataset by its id or by `owner/name`.
 *
 * @throws Fault `not_found` when there is none that the caller may see
 */
export async function getAsset(
  db: Db,
  caller: Caller | undefined,
  kind: ArtifactKind,
  ref: string,
): Promise<FoundArtifact> {
  if (!ref.startsWith(PREFIX[kind])) {
    const [owner = '', name = '', ...more] = ref.split('/')
    return getArtifact(db, caller, { owner, kind, name: more.length > 0 ? '' : name })
  }
  const row = await db
    .selectFrom('artifact')
    .innerJoin('account', 'account.id', 'artifact.owner_id')
    .selectAll('artifact')
    .select('account.slug as owner_slug')
    .where('artifact.id', '=', ref)
    .where('artifact.kind', '=', kind)
    .executeTakeFirst()
  if (row) {
    const { owner_slug: ownerSlug, ...artifact } = row
    const role = caller && (await findRole(db, caller.account.id, artifact.owner_id))
    if (role !== undefined || (await maySee(db, caller?.account.id, artifact))) {
      return { artifact, ownerSlug, role }
    }
  }
  throw new Fault('not_found', `there is no ${kind} "${ref.slice(0, 100).toWellFormed()}"`)
}

/** The same for who may change it as one with this role. */
export async function getAssetToChange(
  db: Db,
  caller: Caller,
  kind: ArtifactKind,
  ref: string,
  wanted: Role = 'contributor',
): Promise<FoundArtifact> {
  const found = await getAsset(db, caller, kind, ref)
  requireRank(found.role, wanted, found.ownerSlug)
  return found
}

export const isContributor = ({ role }: FoundArtifact): boolean => isAtLeast(role, 'contributor')

/** Everything the marketplace shows of an artifact. */
export async function loadAsset(db: Db, artifactId: string): Promise<Asset> {
  const [asset] = await loadAssets(db, [artifactId])
  if (!asset) throw new Fault('not_found', 'it was deleted')
  return asset
}
