import { Type } from 'typebox'
import { changeKey, createKey, getKey, listKeys, revokeKey } from '../../../domain/accounts/keys.ts'
import { rotateKey } from '../../../domain/accounts/rotate-key.ts'
import { openPage } from '../../../http/cursor.ts'
import type { Routes } from '../../../http/surface.ts'
import { DisplayName } from '../account-schemas.ts'
import { Key, KeyWithSecret, LimitSettings, ScopeName, toKey } from '../key-schemas.ts'
import { Mode, nullable, PageQuery, pageOf } from '../schemas.ts'

const DAY = 24 * 3600

const NewKey = Type.Object(
  {
    name: DisplayName,
    mode: Mode,
    scopes: Type.Optional(
      Type.Array(ScopeName, {
        minItems: 1,
        uniqueItems: true,
        description: 'What the key may do. Without it, everything the account may do.',
      }),
    ),
    expires_in: Type.Optional(
      Type.Integer({ minimum: 1, maximum: 3650 * DAY, description: 'Seconds. Without it, the key stays.' }),
    ),
    limits: Type.Optional(nullable(LimitSettings)),
  },
  { additionalProperties: false },
)

const Name = Type.String({
  minLength: 1,
  maxLength: 100,
  description: "The key's id, the prefix that is shown of it, or its own text.",
})
const InPath = Type.Object({ id: Name })

const keys: Routes = (app, { database, signer, keyCheck }) => {
  const config = { scope: '*' } as const

  app.post(
    '/keys',
    {
      config: { ...config, answersSecret: true },
      schema: {
        operationId: 'createKey',
        summary: 'Make an API key',
        description:
          'It takes an unrestricted key. A retry with the same `Idempotency-Key` and by the same key gets ' +
          'the secret again; by another key of the account it is a 409.',
        body: NewKey,
        response: { 201: KeyWithSecret },
      },
    },
    async ({ caller, body }, reply) => {
      const { expires_in: expiresIn, ...rest } = body
      const { key, secret } = await createKey(database, caller.account, { ...rest, expiresIn })
      return reply.code(201).send({ ...toKey(key), secret })
    },
  )

  app.get(
    '/keys',
    {
      config,
      schema: {
        operationId: 'listKeys',
        summary: 'Your keys, the newest first, those that ended too',
        querystring: Type.Object(PageQuery),
        response: { 200: pageOf(Key) },
      },
    },
    async (request) => {
      const { after, limit, answer } = openPage<string>(signer, request)
      const rows = await listKeys(database.read, request.caller.account.id, { after, limit: limit + 1 })
      return answer(rows, (key) => key.id, toKey)
    },
  )

  app.get(
    '/keys/:id',
    {
      config,
      schema: {
        operationId: 'getKey',
        summary: 'One of your keys',
        params: InPath,
        response: { 200: Key },
      },
    },
    async ({ caller, params }) => toKey(await getKey(database.read, caller.account.id, params.id)),
  )

  app.patch(
    '/keys/:id',
    {
      config,
      schema: {
        operationId: 'updateKey',
        summary: "Rename your key, or set anybody's limits as an administrator",
        params: Type.Object({ id: Type.String({ maxLength: 100, description: "The key's id." }) }),
        body: Type.Object(
          { name: Type.Optional(DisplayName), limits: Type.Optional(nullable(LimitSettings)) },
          { additionalProperties: false },
        ),
        response: { 200: Key },
      },
    },
    async ({ caller, params, body }) => {
      const key = await changeKey(database, caller.account, params.id, body)
      keyCheck.forget()
      return toKey(key)
    },
  )

  app.delete(
    '/keys/:id',
    {
      schema: {
        operationId: 'deleteKey',
        summary: 'Revoke a key',
        description:
          'It stops working within a second everywhere. A restricted key may revoke itself only. Prefer ' +
          "`POST /v1/keys/revoke` for a key's own text: paths end up in other people's logs.",
        params: InPath,
        response: { 200: Key },
      },
    },
    async ({ caller, params }) => {
      const key = await revokeKey(database, caller, params.id)
      keyCheck.forget()
      return toKey(key)
    },
  )

  app.post(
    '/keys/revoke',
    {
      schema: {
        operationId: 'revokeKey',
        summary: 'Revoke a key, named in the body',
        description:
          'As `DELETE /v1/keys/{id}`, for when all you have is the text of a key that leaked: it stays out ' +
          'of the path, and so out of logs.',
        body: Type.Object({ key: Name }, { additionalProperties: false }),
        response: { 200: Key },
      },
    },
    async ({ caller, body }) => {
      const key = await revokeKey(database, caller, body.key)
      keyCheck.forget()
      return toKey(key)
    },
  )

  app.post(
    '/keys/:id/rotate',
    {
      config: { ...config, answersSecret: true },
      schema: {
        operationId: 'rotateKey',
        summary: 'Replace a key by a new one of the same kind',
        description:
          'Both work during the overlap, so that whoever uses the old one can be given the new one. The ' +
          'new key lives as long as the old one was made to live.',
        params: InPath,
        body: Type.Union([
          Type.Object(
            {
              overlap_seconds: Type.Optional(
                Type.Integer({
                  minimum: 0,
                  maximum: 30 * DAY,
                  default: DAY,
                  description: 'How long the old key goes on; 0 revokes it at once.',
                }),
              ),
            },
            { additionalProperties: false },
          ),
          Type.Null(),
        ]),
        response: { 201: KeyWithSecret },
      },
    },
    async ({ caller, params, body }, reply) => {
      const overlap = body?.overlap_seconds ?? DAY
      const { key, secret } = await rotateKey(database, caller.account.id, params.id, overlap)
      keyCheck.forget()
      return reply.code(201).send({ ...toKey(key), secret })
    },
  )
}
export default keys
