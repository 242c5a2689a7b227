import { type TProperties, type TSchema, Type } from 'typebox'
import type { Deps } from '../../../deps.ts'
import { addAsset } from '../../../domain/artifacts/assets/add-asset.ts'
import type { Asset } from '../../../domain/artifacts/assets/asset-row.ts'
import { loadAsset } from '../../../domain/artifacts/assets/get-asset.ts'
import { requireLicence } from '../../../domain/artifacts/assets/require-licence.ts'
import { findStarred } from '../../../domain/artifacts/assets/stars.ts'
import {
  type AssetFilter,
  findAssets,
  findAssetsSorted,
} from '../../../domain/artifacts/search/find-assets.ts'
import { findHoldings } from '../../../domain/artifacts/search/find-holdings.ts'
import { SORTS, type Sort, type SortedPlace } from '../../../domain/artifacts/search/find-sorted.ts'
import { FACETS, tallyFacets } from '../../../domain/artifacts/search/tally-facets.ts'
import { openPage } from '../../../http/cursor.ts'
import type { App } from '../../../http/surface.ts'
import { PageQuery, pageOf } from '../schemas.ts'
import type { Kind } from './kinds.ts'
import { presentAsset } from './present-asset.ts'
import { NEW, WORDS } from './schemas.ts'

interface Shapes {
  Item: TSchema
  /** Filters beyond the common ones. */
  filters: TProperties
  /** What must and what may be said of a new one beyond the common words. */
  words: TProperties
}

const FacetShape = Type.Object({
  is_complete: Type.Boolean(),
  values: Type.Array(Type.Object({ value: Type.String(), count: Type.Integer() }), {
    description: 'The most frequent first.',
  }),
})

const common = (filters: TProperties) => ({
  q: Type.Optional(Type.String({ maxLength: 500, description: 'Words to find it by.' })),
  ...filters,
  license: Type.Optional(
    Type.String({
      maxLength: 200,
      description: 'An SPDX identifier, or `Commercial` for everything under ND-* and custom terms.',
      examples: ['MIT', 'Apache-2.0', 'CC-BY-4.0', 'Commercial'],
    }),
  ),
})

function requireKnown({ license }: AssetFilter): void {
  if (license !== undefined && license !== 'Commercial') requireLicence(license)
}

/** Lists the assets of a kind, and adds to them. */
export function addList(app: App, deps: Deps, kind: Kind, { Item, filters, words }: Shapes): void {
  const { database, signer } = deps

  app.get(
    `/${kind.plural}`,
    {
      config: { scope: kind.readScope },
      schema: {
        operationId: `list${kind.Name}s`,
        summary: `Find ${kind.plural}: everybody's public ones, all of your own, and what you bought`,
        description:
          'The most popular first. Each word of `q` must begin a word of the name, the owner, the summary or a ' +
          'tag, in any case; there is no stemming.',
        querystring: Type.Object({
          ...common(filters),
          sort: Type.Optional(
            Type.Unsafe<(typeof SORTS)[number]>({
              type: 'string',
              enum: SORTS,
              description: 'Default: `popular`. `newest` and `updated` begin with the latest.',
            }),
          ),
          ...PageQuery,
        }),
        response: { 200: pageOf(Item) },
      },
    },
    async (request) => {
      const { caller } = request
      const { after, limit, answer } = openPage<number | SortedPlace>(signer, request)
      const { sort = 'popular', ...filter } = request.query as AssetFilter & { sort?: Sort | 'popular' }
      requireKnown(filter)
      const page = { after: after as never, limit: limit + 1 }
      const find = async (): Promise<{ asset: Asset; place: number | SortedPlace }[]> => {
        if (sort !== 'popular')
          return findAssetsSorted(database, caller, kind.kind, filter, { ...page, sort })
        const assets = await findAssets(database, caller, kind.kind, filter, page)
        return assets.map((asset) => ({ asset, place: asset.artifact.place }))
      }
      // Begun together, since the search asks for the same and both then share one answer.
      const [found, { hasStars }] = await Promise.all([find(), findHoldings(database, caller.account.id)])
      const ids = hasStars ? found.map(({ asset }) => asset.artifact.id) : []
      const starred = await findStarred(database, caller, ids)
      return answer(
        found,
        ({ place }) => place,
        ({ asset }) => presentAsset(asset, starred.has(asset.artifact.id)),
      )
    },
  )

  app.get(
    `/${kind.plural}/facets`,
    {
      config: { scope: kind.readScope },
      schema: {
        operationId: `list${kind.Name}Facets`,
        summary: `How many ${kind.plural} have which task, framework, format, licence`,
        description:
          'Of all that the same words and filters find. Each facet heeds all filters but its own, so that another ' +
          'of its values can still be chosen. The first 5,000 of a list are counted: where there are more, ' +
          '`is_complete` is false, and each count says "at least".',
        querystring: Type.Object(common(filters)),
        response: {
          200: Type.Object({
            count: Type.Integer(),
            is_complete: Type.Boolean(),
            facets: Type.Object(Object.fromEntries(FACETS[kind.kind].map((name) => [name, FacetShape]))),
          }),
        },
      },
    },
    async ({ caller, query }) => {
      const filter = query as AssetFilter
      requireKnown(filter)
      const { found, facets } = await tallyFacets(database, caller, kind.kind, filter)
      return {
        count: found.count,
        is_complete: found.isComplete,
        facets: Object.fromEntries(
          Object.entries(facets).map(([name, { isComplete, values }]) => [
            name,
            { is_complete: isComplete, values },
          ]),
        ),
      }
    },
  )

  app.post(
    `/${kind.plural}`,
    {
      config: { scope: kind.writeScope },
      schema: {
        operationId: `create${kind.Name}`,
        summary: `Add a ${kind.kind}, seen by its owner's members until it is made public`,
        body: Type.Object(
          {
            ...NEW,
            name: WORDS.name,
            license: WORDS.license,
            ...words,
            summary: Type.Optional(WORDS.summary),
            tags: Type.Optional(WORDS.tags),
          },
          { additionalProperties: false },
        ),
        response: { 201: Item },
      },
    },
    async ({ caller, body }, reply) => {
      const { name: title, ...wanted } = body as { name: string; slug: string; license: string }
      const id = await addAsset(database, caller, { ...wanted, title, kind: kind.kind })
      return reply.code(201).send(presentAsset(await loadAsset(database.read, id), false))
    },
  )
}
