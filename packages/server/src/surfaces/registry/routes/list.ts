import { Type } from 'typebox'
import type { Deps } from '../../../deps.ts'
import { listArtifacts, SORT_KEYS, type SortKey } from '../../../domain/artifacts/list-artifacts.ts'
import { findScope } from '../../../domain/artifacts/select-artifacts.ts'
import type { App, Routes } from '../../../http/surface.ts'
import { FilterQuery, foldSpellings, KindFilter, readFilter } from '../filters.ts'
import { KINDS, type Kind } from '../kinds.ts'
import { presentSummary } from '../present.ts'
import { OrgParams, ref } from '../schemas.ts'

const list: Routes = (app, deps) => {
  for (const kind of KINDS) addList(app, deps, kind)
}
export default list

const oneOf = <const Value extends string>(values: readonly Value[], byDefault: Value, description: string) =>
  Type.Unsafe<Value>({ type: 'string', enum: values, default: byDefault, description })

function addList(app: App, { database }: Deps, { kind, plural, readScope, ListResponse }: Kind): void {
  const sortKeys = SORT_KEYS.filter((key) => kind === 'dataset' || key !== 'row_count')

  app.get(
    `/org/:org/${plural}`,
    {
      config: { scope: readScope },
      preValidation: foldSpellings,
      schema: {
        operationId: `list_${plural}`,
        summary: `List ${plural}, each by its latest version`,
        params: OrgParams,
        querystring: Type.Object({
          name: Type.Optional(
            Type.String({
              maxLength: 300,
              description: 'Exactly this name, with or without the organisation.',
            }),
          ),
          ...FilterQuery,
          ...KindFilter[kind],
          sort_by: oneOf<SortKey>(sortKeys, 'created_at', 'Of the latest version.'),
          sort_dir: oneOf(['asc', 'desc'], 'desc', 'Ascending or descending.'),
          page: Type.Integer({ minimum: 1, maximum: 1_000_000, default: 1 }),
          limit: Type.Integer({ minimum: 1, maximum: 200, default: 50, description: 'On one page.' }),
        }),
        response: { 200: ref(ListResponse) },
      },
    },
    async ({ caller, params: { org: owner }, query }) => {
      const { page, limit, sort_by: sortBy, sort_dir: sortDirection, include_public: includePublic } = query
      const filter = { ...readFilter(query), name: bareName(owner, query.name) }
      const scope = await findScope(database, caller, { owner, kind, includePublic })
      const { items, total } = await listArtifacts(database, scope, filter, {
        sortBy,
        sortDirection,
        offset: (page - 1) * limit,
        limit,
      })
      const pages = Math.ceil(total / limit)
      return {
        [plural]: items.map(presentSummary),
        page,
        limit,
        total,
        total_pages: pages,
        has_next: page < pages,
        has_previous: page > 1,
      } as never
    },
  )
}

/** What the answers call `acme/digits` is found by that name, too. */
const bareName = (owner: string, name: string | undefined): string | undefined =>
  name?.startsWith(`${owner}/`) ? name.slice(owner.length + 1) : name
