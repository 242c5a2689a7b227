import { type TProperties, type TSchema, Type } from 'typebox'
import type { Deps } from '../../../deps.ts'
import type { Caller } from '../../../domain/accounts/caller.ts'
import { type AssetChange, changeAsset } from '../../../domain/artifacts/assets/change-asset.ts'
import { getAsset, loadAsset } from '../../../domain/artifacts/assets/get-asset.ts'
import { findStarred, setStar } from '../../../domain/artifacts/assets/stars.ts'
import type { App } from '../../../http/surface.ts'
import { addAssetRoute } from './asset-route.ts'
import type { Kind } from './kinds.ts'
import { presentAsset } from './present-asset.ts'
import { partial, WORDS } from './schemas.ts'

/** One asset: to see, to change, to star. */
export function addAssetRoutes(
  app: App,
  { database }: Deps,
  kind: Kind,
  { Item, words }: { Item: TSchema; words: TProperties },
): void {
  const what = `a ${kind.kind}`
  const present = async (caller: Caller, id: string) => {
    const starred = await findStarred(database, caller, [id])
    return presentAsset(await loadAsset(database.read, id), starred.has(id))
  }

  addAssetRoute(app, kind, {
    method: 'get',
    path: '',
    schema: { operationId: `get${kind.Name}`, summary: `One ${kind.kind}`, response: { 200: Item } },
    async handler({ ref, request }) {
      const { artifact } = await getAsset(database.read, request.caller, kind.kind, ref)
      return present(request.caller, artifact.id)
    },
  })

  addAssetRoute(app, kind, {
    method: 'patch',
    path: '',
    schema: {
      operationId: `update${kind.Name}`,
      summary: `Change what is said of ${what}, or who sees it`,
      description:
        'To be `public` it needs a published revision whose checks pass. The licence can be changed until there ' +
        'is a revision; after that only by a new one.',
      body: partial({ ...WORDS, ...words, visibility: Type.Enum(['public', 'private']) }),
      response: { 200: Item },
    },
    async handler({ ref, request, body }) {
      const found = await getAsset(database.read, request.caller, kind.kind, ref)
      const { name, visibility, ...change } = body
      await changeAsset(database, found, {
        ...(change as AssetChange),
        ...(name === undefined ? {} : { title: name }),
        ...(visibility === undefined ? {} : { isPublic: visibility === 'public' }),
      })
      return present(request.caller, found.artifact.id)
    },
  })

  for (const [method, isStarred] of [
    ['post', true],
    ['delete', false],
  ] as const) {
    addAssetRoute(app, kind, {
      method,
      path: '/star',
      // Who may read may say that it is good.
      config: { scope: kind.readScope, idempotent: false },
      schema: {
        operationId: `${isStarred ? 'star' : 'unstar'}${kind.Name}`,
        summary: isStarred ? `Give ${what} your star` : `Take your star back from ${what}`,
        response: { 200: Item },
      },
      async handler({ ref, request }) {
        const { artifact } = await getAsset(database.read, request.caller, kind.kind, ref)
        await setStar(database, request.caller, artifact, isStarred)
        return present(request.caller, artifact.id)
      },
    })
  }
}
