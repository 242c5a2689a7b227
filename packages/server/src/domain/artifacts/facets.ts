import type { Database, Db } from '../../db/database.ts'
import {
  type ArtifactFilter,
  type ArtifactScope,
  countArtifacts,
  selectArtifacts,
} from './select-artifacts.ts'

/** How many values of one facet are worth showing, and how many different rows are looked at to find them. */
const MOST_VALUES = 1000
const MOST_ROWS = 20_000

export interface Facets {
  /** How many artifacts the scope has, and how many of them the filters leave. */
  total: number
  filteredTotal: number
  values: Record<FacetName, string[]>
}

/** Facets that are columns of the artifact, and those that are labels. */
const COLUMNS = {
  frameworks: 'framework',
  formats: 'format',
  licenses: 'license',
  sizeCategories: 'size_category',
} as const
const LABELS = { tags: 'tag', taskCategories: 'task_category' } as const

export type FacetName = keyof typeof COLUMNS | keyof typeof LABELS

/**
 * What there is to filter by. Each list heeds all filters but its own, so that another value of the same
 * facet can still be chosen. Where there are more than a thousand values, any thousand are listed.
 */
export async function readFacets(
  { slow }: Database,
  scope: ArtifactScope,
  filter: ArtifactFilter,
  names: readonly FacetName[],
): Promise<Facets> {
  // All facets without a filter of their own share the same artifacts, and are read in one go.
  const isFiltered = (name: FacetName) => (filter[name]?.length ?? 0) > 0
  const groups = [
    { names: names.filter((name) => !isFiltered(name)), filter },
    ...names.filter(isFiltered).map((name) => ({ names: [name], filter: { ...filter, [name]: undefined } })),
  ]
  const [total, filteredTotal, ...values] = await Promise.all([
    countArtifacts(slow, scope),
    countArtifacts(slow, scope, filter),
    ...groups.map((group) => readValues(slow, scope, group)),
  ])
  return { total, filteredTotal, values: Object.assign({}, ...values) }
}

async function readValues(
  db: Db,
  scope: ArtifactScope,
  { names, filter }: { names: readonly FacetName[]; filter: ArtifactFilter },
): Promise<Partial<Facets['values']>> {
  const found = new Map<string, Set<string>>(names.map((name) => [name, new Set()]))
  await Promise.all(
    selectArtifacts(db, scope, filter).flatMap((part) => [readColumns(part, found), readLabels(part, found)]),
  )
  // Sorted here: the two databases may order text differently.
  return Object.fromEntries(
    [...found].map(([name, values]) => [name, [...values].sort().slice(0, MOST_VALUES)]),
  )
}

type Part = ReturnType<typeof selectArtifacts>[number]

async function readColumns(part: Part, found: Map<string, Set<string>>): Promise<void> {
  const wanted = Object.entries(COLUMNS).filter(([name]) => found.has(name))
  if (wanted.length === 0) return
  const columns = wanted.map(([, column]) => `artifact.${column}` as const)
  const rows: Record<string, string | null>[] = await part
    .select(columns)
    .distinct()
    .limit(MOST_ROWS)
    .execute()
  for (const row of rows) {
    for (const [name, column] of wanted) if (row[column] != null) found.get(name)!.add(row[column])
  }
}

async function readLabels(part: Part, found: Map<string, Set<string>>): Promise<void> {
  const names = new Map<string, string>(
    Object.entries(LABELS).flatMap(([name, label]) => (found.has(name) ? [[label, name]] : [])),
  )
  if (names.size === 0) return
  // Not limited to the labels that are wanted: SQLite would start from every artifact's labels of that kind.
  const rows = await part
    .innerJoin('artifact_label', 'artifact_label.artifact_id', 'artifact.id')
    .select(['artifact_label.label', 'artifact_label.value'])
    .distinct()
    .limit(MOST_ROWS)
    .execute()
  for (const { label, value } of rows) found.get(names.get(label) ?? '')?.add(value)
}
