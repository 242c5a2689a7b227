import { sql } from 'kysely'
import type { ArtifactRow } from '../find-artifact.ts'

/** An artifact with all that the marketplace shows of it in a list. */
export interface Asset {
  artifact: ArtifactRow
  owner: { id: string; slug: string }
  /** The numbers of all versions that can be had, the oldest first. */
  revisions: string[]
  /** The highest that was not yanked, if any. */
  latest: string | null
  tags: string[]
}

export type AssetRow = ArtifactRow & {
  owner_slug: string
  revisions: string | null
  latest: string | null
  tag_list: string | null
}

/** The columns beyond an artifact's own, for a query over `artifact` joined with `account`. */
export const assetColumns = [
  sql<string>`account.slug`.as('owner_slug'),
  sql<string | null>`(select string_agg(version, ' ' order by major, minor, patch) from version
    where version.artifact_id = artifact.id and version.state <> 'deleted')`.as('revisions'),
  sql<string | null>`(select version from version where version.id = artifact.latest_version_id)`.as(
    'latest',
  ),
  // No tag holds a line break: it is checked with the manifest.
  sql<string | null>`(select string_agg(value, '
' order by value) from artifact_label where artifact_label.artifact_id = artifact.id and label = 'tag')`.as(
    'tag_list',
  ),
]

export function toAsset({ owner_slug, revisions, latest, tag_list, ...artifact }: AssetRow): Asset {
  return {
    artifact,
    owner: { id: artifact.owner_id, slug: owner_slug },
    revisions: revisions?.split(' ') ?? [],
    latest,
    tags: tag_list?.split('\n').sort() ?? [],
  }
}
