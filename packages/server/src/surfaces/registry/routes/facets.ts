import { Type } from 'typebox'
import type { Deps } from '../../../deps.ts'
import { type FacetName, readFacets } from '../../../domain/artifacts/facets.ts'
import { findScope } from '../../../domain/artifacts/select-artifacts.ts'
import type { App, Routes } from '../../../http/surface.ts'
import { FilterQuery, foldSpellings, KindFilter, readFilter } from '../filters.ts'
import { KINDS, type Kind } from '../kinds.ts'
import { OrgParams, ref } from '../schemas.ts'

/** Facets by the names this surface gives them. */
const FACETS = {
  model: { frameworks: 'frameworks' },
  dataset: { formats: 'formats' },
  both: {
    licenses: 'licenses',
    size_categories: 'sizeCategories',
    tags: 'tags',
    task_categories: 'taskCategories',
  },
} as const satisfies Record<string, Record<string, FacetName>>

const facets: Routes = (app, deps) => {
  for (const kind of KINDS) addFacets(app, deps, kind)
}
export default facets

function addFacets(app: App, { database }: Deps, { kind, plural, readScope, FacetsResponse }: Kind): void {
  const names: Record<string, FacetName> = { ...FACETS[kind], ...FACETS.both }

  app.get(
    `/org/:org/${plural}/facets`,
    {
      config: { scope: readScope },
      preValidation: foldSpellings,
      schema: {
        operationId: `get_${kind}_facets`,
        summary: `What ${plural} can be filtered by`,
        params: OrgParams,
        querystring: Type.Object({ ...FilterQuery, ...KindFilter[kind] }),
        response: { 200: ref(FacetsResponse) },
      },
    },
    async ({ caller, params: { org: owner }, query }) => {
      const scope = await findScope(database, caller, { owner, kind, includePublic: query.include_public })
      const { total, filteredTotal, values } = await readFacets(
        database,
        scope,
        readFilter(query),
        Object.values(names),
      )
      const lists = Object.entries(names).map(([name, facet]) => [name, values[facet]])
      return { total, filtered_total: filteredTotal, ...Object.fromEntries(lists) }
    },
  )
}
