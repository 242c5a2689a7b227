import { sql } from 'kysely'
import type { Db } from '../../../db/database.ts'
import type { ArtifactRow } from '../find-artifact.ts'

/** The columns of an artifact that the marketplace shows. */
const SHOWN = [
  'id',
  'kind',
  'owner_id',
  'name',
  'title',
  'is_public',
  'change',
  'place',
  'summary',
  'framework',
  'format',
  'license',
  'task',
  'row_count',
  'declared',
  'download_count',
  'star_count',
  'price_currency',
  'price_amount',
  'price_model',
  'created_at',
  'updated_at',
] as const satisfies (keyof ArtifactRow)[]

/** An artifact with all that the marketplace shows of it in a list. */
export interface Asset {
  artifact: Pick<ArtifactRow, (typeof SHOWN)[number]>
  owner: { id: string; slug: string }
  /** The numbers of all versions that can be had, the oldest first. */
  revisions: string[]
  /** The highest that was not yanked, if any. */
  latest: string | null
  tags: string[]
}

type AssetRow = Asset['artifact'] & {
  owner_slug: string
  revisions: string | null
  latest: string | null
  tags: string | null
}

/** Some artifacts, in no order. Its text depends only on how many there are. */
export async function loadAssets(db: Db, ids: readonly string[]): Promise<Asset[]> {
  if (ids.length === 0) return []
  // No tag holds a line break: it is checked with the manifest.
  const { rows } = await sql<AssetRow>`
    select ${columns}, account.slug as owner_slug,
      (select string_agg(version, ' ' order by major, minor, patch) from version
        where version.artifact_id = artifact.id and version.state <> 'deleted') as revisions,
      (select version from version where version.id = artifact.latest_version_id) as latest,
      (select string_agg(value, '
' order by value) from artifact_label
        where artifact_label.artifact_id = artifact.id and label = 'tag') as tags
    from artifact join account on account.id = artifact.owner_id
    where artifact.id in (${sql.join(ids)})`.execute(db)
  return rows.map(toAsset)
}

const columns = sql.raw(SHOWN.map((name) => `artifact.${name}`).join(', '))

function toAsset({ owner_slug, revisions, latest, tags, ...artifact }: AssetRow): Asset {
  return {
    artifact,
    owner: { id: artifact.owner_id, slug: owner_slug },
    revisions: revisions?.split(' ') ?? [],
    latest,
    // Sorted here: the two databases may order text differently.
    tags: tags?.split('\n').sort() ?? [],
  }
}
