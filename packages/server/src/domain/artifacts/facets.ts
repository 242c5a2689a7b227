import type { Database } from '../../db/database.ts'
import { type ArtifactFilter, type ArtifactScope, selectArtifacts } from './select-artifacts.ts'

/** How many values of one facet are worth showing. */
const MOST_VALUES = 1000

export interface Facets {
  /** How many artifacts the scope has, and how many of them the filters leave. */
  total: number
  filteredTotal: number
  values: Record<FacetName, string[]>
}

const COLUMN_FACETS = {
  frameworks: 'framework',
  formats: 'format',
  licenses: 'license',
  sizeCategories: 'size_category',
} as const

const LABEL_FACETS = { tags: 'tag', taskCategories: 'task_category' } as const

export type FacetName = keyof typeof COLUMN_FACETS | keyof typeof LABEL_FACETS

/**
 * What there is to filter by. Each list heeds all filters but its own, so that another value of the same
 * facet can still be chosen.
 */
export async function readFacets(
  { slow }: Database,
  scope: ArtifactScope,
  filter: ArtifactFilter,
  names: readonly FacetName[],
): Promise<Facets> {
  const count = async (within: ArtifactFilter) => {
    const { total } = await selectArtifacts(slow, scope, within)
      .select((artifact) => artifact.fn.countAll<number>().as('total'))
      .executeTakeFirstOrThrow()
    return total
  }
  const values = async (name: FacetName) => {
    const others = selectArtifacts(slow, scope, { ...filter, [name]: undefined })
    const rows = await (name in COLUMN_FACETS
      ? others
          .select(`artifact.${COLUMN_FACETS[name as keyof typeof COLUMN_FACETS]} as value`)
          .distinct()
          .limit(MOST_VALUES)
          .execute()
      : others
          .innerJoin('artifact_label', 'artifact_label.artifact_id', 'artifact.id')
          .where('artifact_label.label', '=', LABEL_FACETS[name as keyof typeof LABEL_FACETS])
          .select('artifact_label.value as value')
          .distinct()
          .limit(MOST_VALUES)
          .execute())
    // Sorted here: the two databases may order text differently.
    return [name, rows.flatMap(({ value }) => value ?? []).sort()] as const
  }
  const [total, filteredTotal, ...lists] = await Promise.all([count({}), count(filter), ...names.map(values)])
  return { total, filteredTotal, values: Object.fromEntries(lists) as Facets['values'] }
}
