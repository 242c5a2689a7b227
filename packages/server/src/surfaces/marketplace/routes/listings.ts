import { Type } from 'typebox'
import type { Deps } from '../../../deps.ts'
import { signBlobUrl } from '../../../domain/artifacts/blob-url.ts'
import { changeListing, createListing } from '../../../domain/commerce/listings/change-listing.ts'
import { listListings } from '../../../domain/commerce/listings/list-listings.ts'
import { getListing, type Listing } from '../../../domain/commerce/listings/listing.ts'
import { MOST_MEDIA_BYTES, openMedia } from '../../../domain/commerce/listings/open-media.ts'
import { type ListingStep, setListingState } from '../../../domain/commerce/listings/set-listing-state.ts'
import { openPage } from '../../../http/cursor.ts'
import type { Routes } from '../../../http/surface.ts'
import { SlugInPath } from '../account-schemas.ts'
import { ListingBody, ListingChangeBody, ListingShape, StateName, toListing } from '../listing-schemas.ts'
import { nullable, PageQuery, pageOf } from '../schemas.ts'

const InPath = Type.Object({ id: Type.String({ minLength: 1, maxLength: 100 }) })

const STEPS: Record<ListingStep, { summary: string; description?: string }> = {
  publish: {
    summary: 'Offer a listing',
    description: 'One under terms of your own is reviewed by an administrator first.',
  },
  unpublish: { summary: 'Take a listing down', description: 'What was bought stays bought.' },
  archive: { summary: 'Put a listing away for good' },
  approve: { summary: 'Let a listing be bought that was in review, as an administrator' },
  reject: { summary: 'Send a listing in review back to its owner, as an administrator' },
  suspend: { summary: 'Take down anybody’s listing, as an administrator' },
  reinstate: { summary: 'Give a suspended listing back to its owner, as an administrator' },
}

const MEDIA_SECONDS = 3600

const listings: Routes = (app, deps) => {
  const { database, blobs, signer } = deps
  const present = async (listing: Listing) => toListing(listing, await signMedia(deps, [listing]))

  app.post(
    '/listings',
    {
      config: { scope: 'listings:write' },
      schema: {
        operationId: 'createListing',
        summary: 'Make a listing for a model or dataset of yours, as a draft',
        description: 'One asset may have several. The listing belongs to the mode of the key.',
        body: ListingBody,
        response: { 201: ListingShape },
      },
    },
    async ({ caller, body }, reply) =>
      reply.code(201).send(await present(await createListing({ database, blobs }, caller, body))),
  )

  app.get(
    '/listings',
    {
      config: { scope: 'listings:read', auth: 'optional' },
      schema: {
        operationId: 'listListings',
        summary: 'What is offered, the newest first',
        description:
          "Of your own (`owner`), every state; of others', what is published. Without a key: what is offered " +
          'in live mode.',
        querystring: Type.Object({
          owner: Type.Optional(SlugInPath),
          asset_id: Type.Optional(Type.String({ minLength: 1, maxLength: 100 })),
          state: Type.Optional(StateName),
          ...PageQuery,
        }),
        response: { 200: pageOf(ListingShape) },
      },
    },
    async (request) => {
      const { after, limit, answer } = openPage<string>(signer, request)
      const { owner, asset_id, state } = request.query
      const filter = { owner, asset_id, state, after, limit: limit + 1 }
      const rows = await listListings(database.read, request.maybeCaller, filter)
      const urls = await signMedia(deps, rows)
      return answer(
        rows,
        ({ id }) => id,
        (row) => toListing(row, urls),
      )
    },
  )

  app.post(
    '/listings/media',
    {
      config: { scope: 'listings:write' },
      schema: {
        operationId: 'openListingMedia',
        summary: 'Announce a picture or film for a gallery',
        description:
          'Send the bytes to `upload_url`, by one PUT or by tus; then name `blob` in the gallery of a listing. ' +
          'What is here already need not be sent.',
        body: Type.Object(
          {
            sha256: Type.String({ pattern: '^[0-9a-f]{64}$' }),
            size: Type.Integer({ minimum: 1, maximum: MOST_MEDIA_BYTES }),
            owner: Type.Optional(
              Type.String({
                ...SlugInPath,
                pattern: '^[^\\u0000]*$',
                description: 'The organisation whose listing it is for. Without it, you.',
              }),
            ),
          },
          { additionalProperties: false },
        ),
        response: { 201: Type.Object({ blob: Type.String(), upload_url: nullable(Type.String()) }) },
      },
    },
    async ({ caller, body }, reply) => {
      const uploadId = await openMedia(database, caller, body)
      return reply.code(201).send({
        blob: `sha256:${body.sha256}`,
        upload_url: uploadId === undefined ? null : `/v1/uploads/${uploadId}`,
      })
    },
  )

  app.get(
    '/listings/:id',
    {
      config: { scope: 'listings:read', auth: 'optional' },
      schema: {
        operationId: 'getListing',
        summary: 'A listing',
        params: InPath,
        response: { 200: ListingShape },
      },
    },
    async ({ maybeCaller, params }) => present(await getListing(database.read, maybeCaller, params.id)),
  )

  app.patch(
    '/listings/:id',
    {
      config: { scope: 'listings:write' },
      schema: {
        operationId: 'updateListing',
        summary: 'Change a listing',
        description: 'A new price is for new purchases; subscriptions go on at theirs.',
        params: InPath,
        body: ListingChangeBody,
        response: { 200: ListingShape },
      },
    },
    async ({ caller, params, body }) =>
      present(await changeListing({ database, blobs }, caller, params.id, body)),
  )

  for (const [step, texts] of Object.entries(STEPS) as [ListingStep, (typeof STEPS)[ListingStep]][]) {
    app.post(
      `/listings/:id/${step}`,
      {
        config: { scope: 'listings:write' },
        schema: {
          operationId: `${step}Listing`,
          ...texts,
          params: InPath,
          response: { 200: ListingShape },
        },
      },
      async (request) => {
        const { id } = request.params as { id: string }
        return present(await setListingState(database, request.caller, id, step))
      },
    )
  }
}
export default listings

/** Addresses of the galleries' own bytes. */
async function signMedia(deps: Deps, rows: readonly Listing[]): Promise<Map<string, string>> {
  const urls = new Map<string, string>()
  for (const { sha256, content_type: type } of rows.flatMap(({ media }) => media)) {
    if (sha256 === null || urls.has(sha256)) continue
    const filename = `media.${type?.split('/')[1] ?? 'bin'}`
    const url = await signBlobUrl(deps, { sha256, filename, expiresIn: MEDIA_SECONDS, disposition: 'inline' })
    urls.set(sha256, deps.config.publicUrl && url.startsWith('/') ? deps.config.publicUrl + url : url)
  }
  return urls
}
