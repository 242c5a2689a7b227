import { type TProperties, type TSchema, Type } from 'typebox'
import type { Deps } from '../../../deps.ts'
import { addAsset } from '../../../domain/artifacts/assets/add-asset.ts'
import { loadAsset } from '../../../domain/artifacts/assets/get-asset.ts'
import { requireLicence } from '../../../domain/artifacts/assets/require-licence.ts'
import { type AssetFilter, findAssets } from '../../../domain/artifacts/search/find-assets.ts'
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

/** Lists the assets of a kind, and adds to them. */
export function addList(app: App, deps: Deps, kind: Kind, { Item, filters, words }: Shapes): void {
  const { database, signer } = deps

  app.get(
    `/${kind.plural}`,
    {
      config: { scope: kind.readScope },
      schema: {
        operationId: `list${kind.Name}s`,
        summary: `Find ${kind.plural}: everybody's public ones, and all of your own`,
        description:
          'The most popular first. Each word of `q` must begin a word of the name, the owner, the summary or a ' +
          'tag, in any case; there is no stemming.',
        querystring: Type.Object({
          q: Type.Optional(Type.String({ maxLength: 500, description: 'Words to find it by.' })),
          ...filters,
          license: Type.Optional(
            Type.String({
              maxLength: 200,
              description: 'An SPDX identifier, or `Commercial` for everything under ND-* and custom terms.',
              examples: ['MIT', 'Apache-2.0', 'CC-BY-4.0', 'Commercial'],
            }),
          ),
          ...PageQuery,
        }),
        response: { 200: pageOf(Item) },
      },
    },
    async (request) => {
      const { after, limit, answer } = openPage<number>(signer, request)
      const filter = request.query as AssetFilter
      if (filter.license !== undefined && filter.license !== 'Commercial') requireLicence(filter.license)
      const page = { after, limit: limit + 1 }
      const assets = await findAssets(database, request.caller, kind.kind, filter, page)
      return answer(assets, ({ artifact }) => artifact.place, presentAsset)
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
      return reply.code(201).send(presentAsset(await loadAsset(database.read, id)))
    },
  )
}
