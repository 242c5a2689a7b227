import { Type } from 'typebox'
import {
  checkGrantLog,
  describeGrantKey,
  getGrant,
  listGrants,
  setSeat,
  verifyGrant,
} from '../../../domain/commerce/grants.ts'
import { requireAdmin } from '../../../domain/commerce/require-admin.ts'
import { openPage } from '../../../http/cursor.ts'
import type { Routes } from '../../../http/surface.ts'
import { SlugInPath } from '../account-schemas.ts'
import { GrantShape, InPath, toGrant } from '../commerce-schemas.ts'
import { nullable, PageQuery, pageOf } from '../schemas.ts'

const Seat = Type.Object({ id: InPath.properties.id, user: SlugInPath })

const grants: Routes = (app, { database, signer }) => {
  const config = { scope: 'purchases:write' } as const

  app.get(
    '/grants',
    {
      config,
      schema: {
        operationId: 'listGrants',
        summary: 'What you may use because you bought it, or what you have sold, the newest first',
        querystring: Type.Object({
          role: Type.Enum(['holder', 'seller'], { default: 'holder' }),
          owner: Type.Optional(SlugInPath),
          asset_id: Type.Optional(Type.String({ maxLength: 100 })),
          ...PageQuery,
        }),
        response: { 200: pageOf(GrantShape) },
      },
    },
    async (request) => {
      const { after, limit, answer } = openPage<string>(signer, request)
      const { role, owner, asset_id } = request.query
      const rows = await listGrants(database, request.caller, {
        role,
        owner,
        asset_id,
        after,
        limit: limit + 1,
      })
      return answer(rows, ({ id }) => id, toGrant)
    },
  )

  app.get(
    '/grants/:id',
    {
      config,
      schema: {
        operationId: 'getGrant',
        summary: 'A grant and its signed document',
        params: InPath,
        response: { 200: GrantShape },
      },
    },
    async ({ caller, params }) => toGrant(await getGrant(database, caller, params.id)),
  )

  app.put(
    '/grants/:id/seats/:user',
    {
      config,
      schema: {
        operationId: 'addSeat',
        summary: 'Give a seat of a grant to somebody',
        params: Seat,
        response: { 200: GrantShape },
      },
    },
    async ({ caller, params }) => toGrant(await setSeat(database, caller, params.id, params.user, true)),
  )

  app.delete(
    '/grants/:id/seats/:user',
    {
      config,
      schema: {
        operationId: 'removeSeat',
        summary: 'Take a seat back',
        params: Seat,
        response: { 200: GrantShape },
      },
    },
    async ({ caller, params }) => toGrant(await setSeat(database, caller, params.id, params.user, false)),
  )

  app.get(
    '/grant_key',
    {
      config: { auth: 'none' },
      schema: {
        operationId: 'getGrantKey',
        summary: 'The key that grants are signed with, and where their log stands',
        description:
          'With it a grant can be verified without this server (`nodeyard grant verify`). Who keeps the head of the ' +
          'log sees whether anything before it was ever changed.',
        response: {
          200: Type.Object({
            keys: Type.Array(
              Type.Object({
                id: Type.String(),
                algorithm: Type.Literal('Ed25519'),
                public_key: Type.String({ description: '32 bytes, base64.' }),
              }),
            ),
            log: Type.Object({ sequence: Type.Integer(), hash: Type.String() }),
          }),
        },
      },
    },
    async () => {
      const { id, publicKey, sequence, hash } = await describeGrantKey(database)
      return { keys: [{ id, algorithm: 'Ed25519' as const, public_key: publicKey }], log: { sequence, hash } }
    },
  )

  app.post(
    '/grant_verifications',
    {
      config: { auth: 'none' },
      schema: {
        operationId: 'verifyGrant',
        summary: 'Whether a document is a grant of this installation, unchanged, and whether it still holds',
        body: Type.Object({ document: Type.Object({}, { additionalProperties: true }) }),
        response: {
          200: Type.Object({
            valid: Type.Boolean(),
            problem: nullable(Type.String()),
            live: nullable(Type.Boolean({ description: 'Null where it is not ours to say.' })),
          }),
        },
      },
    },
    async ({ body }) => {
      const { isValid, problem, isLive } = await verifyGrant(database, body.document)
      return { valid: isValid, problem, live: isLive ?? null }
    },
  )

  app.post(
    '/grant_audits',
    {
      config: { scope: '*', idempotent: false },
      schema: {
        operationId: 'auditGrants',
        summary: 'Follow the whole log of grants, every hash and signature, as an administrator',
        response: { 200: Type.Object({ documents: Type.Integer(), problem: nullable(Type.String()) }) },
      },
    },
    async ({ caller }) => {
      requireAdmin(caller)
      return checkGrantLog(database)
    },
  )
}
export default grants
