import { Type } from 'typebox'
import {
  createPayout,
  getDestination,
  setDestination,
} from '../../../domain/commerce/payouts/create-payout.ts'
import { getPayout, listPayouts } from '../../../domain/commerce/payouts/list-payouts.ts'
import { openPage } from '../../../http/cursor.ts'
import type { Routes } from '../../../http/surface.ts'
import { SlugInPath } from '../account-schemas.ts'
import { InPath, PayoutShape, toPayout } from '../commerce-schemas.ts'
import { idempotencyKeyOf } from '../idempotency-key.ts'
import { CurrencyName } from '../listing-schemas.ts'
import { nullable, PageQuery, pageOf } from '../schemas.ts'

const OwnerInBody = Type.Optional(Type.String({ ...SlugInPath, pattern: '^[^\\u0000]*$' }))

const payouts: Routes = (app, { commerce, database, signer }) => {
  app.post(
    '/payouts',
    {
      config: { scope: '*' },
      schema: {
        operationId: 'createPayout',
        summary: 'Have what is available paid out now, instead of next Monday',
        description: 'At least 2500 minor units.',
        body: Type.Object(
          {
            currency: CurrencyName,
            amount: Type.Optional(Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER })),
            owner: OwnerInBody,
          },
          { additionalProperties: false },
        ),
        response: { 201: PayoutShape },
      },
    },
    async (request, reply) => {
      const payout = await createPayout(commerce, request.caller, request.body, idempotencyKeyOf(request))
      return reply.code(201).send(toPayout(payout))
    },
  )

  app.get(
    '/payouts',
    {
      config: { scope: 'payouts:read' },
      schema: {
        operationId: 'listPayouts',
        summary: 'Your payouts, the newest first',
        description: 'They are made every Monday of what is available then, from 2500 minor units on.',
        querystring: Type.Object({ owner: Type.Optional(SlugInPath), ...PageQuery }),
        response: { 200: pageOf(PayoutShape) },
      },
    },
    async (request) => {
      const { after, limit, answer } = openPage<string>(signer, request)
      const filter = { owner: request.query.owner, after, limit: limit + 1 }
      return answer(await listPayouts(database.read, request.caller, filter), ({ id }) => id, toPayout)
    },
  )

  app.get(
    '/payouts/:id',
    {
      config: { scope: 'payouts:read' },
      schema: {
        operationId: 'getPayout',
        summary: 'A payout',
        params: InPath,
        response: { 200: PayoutShape },
      },
    },
    async ({ caller, params }) => toPayout(await getPayout(database.read, caller, params.id)),
  )

  app.get(
    '/payout_destination',
    {
      config: { scope: 'payouts:read' },
      schema: {
        operationId: 'getPayoutDestination',
        summary: 'Where payouts go',
        description: 'Null before you said so. Test money goes to `ba_test` if nothing else is said.',
        querystring: Type.Object({ owner: Type.Optional(SlugInPath) }),
        response: { 200: Type.Object({ destination: nullable(Type.String()) }) },
      },
    },
    async ({ caller, query }) => ({
      destination: (await getDestination(commerce, caller, query.owner)) ?? null,
    }),
  )

  app.put(
    '/payout_destination',
    {
      config: { scope: '*' },
      schema: {
        operationId: 'setPayoutDestination',
        summary: 'Say where payouts go',
        description:
          'In live mode a connected account, `acct_…`; in test mode `ba_test`, `ba_test_fail` or `ba_test_instant`.',
        body: Type.Object(
          {
            destination: Type.String({ minLength: 1, maxLength: 100, pattern: '^\\w+$' }),
            owner: OwnerInBody,
          },
          { additionalProperties: false },
        ),
        response: { 200: Type.Object({ destination: Type.String() }) },
      },
    },
    async ({ caller, body }) => setDestination(commerce, caller, body),
  )
}
export default payouts
