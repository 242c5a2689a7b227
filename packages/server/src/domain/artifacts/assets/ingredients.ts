import type { Db } from '../../../db/database.ts'
import type { Ingredient } from '../licences/licence-conflicts.ts'
import type { Manifest } from '../manifest.ts'
import type { Documents } from './documents.ts'

const REFERENCE = /^(?:\w+:\/\/)?([^/@:\s]+)\/([^/@:\s]+)(?:[@:]([^/@:\s]+))?$/

/**
 * What a version says it was made from, with the licences as they are known here: of the version it names, or
 * of the latest. A name that is none of ours has no known licence.
 */
export async function findIngredients(
  db: Db,
  ownerId: string,
  { dataset_refs: refs = [], base_model: base }: Manifest,
  documents: Documents | undefined,
): Promise<Ingredient[]> {
  const datasets = [...new Set([...refs, ...(documents?.card?.trainingData ?? [])])]
  const named = [
    ...datasets.map((name) => ({ name, kind: 'dataset' as const })),
    ...(base === undefined ? [] : [{ name: base, kind: 'model' as const }]),
  ]
  return Promise.all(
    named.map(async (source) => ({ ...source, license: await findLicense(db, ownerId, source) })),
  )
}

async function findLicense(
  db: Db,
  ownerId: string,
  { name, kind }: { name: string; kind: 'model' | 'dataset' },
): Promise<string | null> {
  const [, owner, artifactName, version] = REFERENCE.exec(name) ?? []
  if (owner === undefined || artifactName === undefined) return null
  const artifact = await db
    .selectFrom('artifact')
    .innerJoin('account', 'account.id', 'artifact.owner_id')
    .select(['artifact.id', 'artifact.license'])
    .where('account.slug', '=', owner)
    .where('artifact.kind', '=', kind)
    .where('artifact.name', '=', artifactName)
    // What the owner of the work may not see stays unknown.
    .where((artifact) =>
      artifact.or([artifact('artifact.is_public', '=', 1), artifact('artifact.owner_id', '=', ownerId)]),
    )
    .executeTakeFirst()
  if (!artifact || version === undefined) return artifact?.license ?? null
  const row = await db
    .selectFrom('version')
    .select('manifest')
    .where('artifact_id', '=', artifact.id)
    .where('version', '=', version)
    .executeTakeFirst()
  return row ? ((JSON.parse(row.manifest) as Manifest).license ?? artifact.license) : artifact.license
}
