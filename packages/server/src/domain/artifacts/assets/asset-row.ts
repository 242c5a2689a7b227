import { sql } from 'kysely'
import type { Db } from '../../../db/database.ts'
import { isPostgres, template } from '../../../db/template.ts'
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
  /** With a mark at the latest: asking for that one by itself would take as long as for all of them. */
  revisions: string | null
  tags: string | null
}

const columns = sql.raw(SHOWN.map((name) => `artifact.${name}`).join(', '))

const LATEST = '>'

// No tag holds a line break: it is checked with the manifest.
const findRows = template<{ ids: readonly string[] | string }, AssetRow>(
  (db, { ids }) =>
    sql<AssetRow>`
    select ${columns}, account.slug as owner_slug,
      (select string_agg(
          case version.id when artifact.latest_version_id then '${sql.raw(LATEST)}' else '' end || version,
          ' ' order by major, minor, patch
        ) from version
        where version.artifact_id = artifact.id and version.state <> 'deleted') as revisions,
      (select string_agg(value, '
' order by value) from artifact_label
        where artifact_label.artifact_id = artifact.id and label = 'tag') as tags
    from artifact join account on account.id = artifact.owner_id
    where artifact.id ${isPostgres(db) ? sql`= any(${ids})` : sql`in (select value from json_each(${ids}))`}`,
)

/** Some artifacts, in no order. */
export async function loadAssets(db: Db, ids: readonly string[]): Promise<Asset[]> {
  if (ids.length === 0) return []
  // One text however many there are: to prepare it takes longer than to find them.
  const rows = await findRows(db, { ids: isPostgres(db) ? ids : JSON.stringify(ids) })
  return rows.map(toAsset)
}

function toAsset({ owner_slug, revisions, tags, ...artifact }: AssetRow): Asset {
  const numbers = revisions?.split(' ') ?? []
  const at = numbers.findIndex((number) => number.startsWith(LATEST))
  const latest = numbers[at]?.slice(LATEST.length) ?? null
  return {
    artifact,
    owner: { id: artifact.owner_id, slug: owner_slug },
    revisions: latest === null ? numbers : numbers.with(at, latest),
    latest,
    // Sorted here: the two databases may order text differently.
    tags: tags?.split('\n').sort() ?? [],
  }
}
