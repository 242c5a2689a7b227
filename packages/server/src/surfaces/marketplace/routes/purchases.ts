import { Type } from 'typebox'
import { confirmPurchase } from '../../../domain/commerce/purchases/confirm-purchase.ts'
import { createPurchase } from '../../../domain/commerce/purchases/create-purchase.ts'
import { listPurchases } from '../../../domain/commerce/purchases/list-purchases.ts'
import { nameParties } from '../../../domain/commerce/purchases/name-parties.ts'
import { getPurchase } from '../../../domain/commerce/purchases/purchase.ts'
import { quotePurchase } from '../../../domain/commerce/purchases/quote-purchase.ts'
import { openPage } from '../../../http/cursor.ts'
import type { Routes } from '../../../http/surface.ts'
import { SlugInPath } from '../account-schemas.ts'
import { idempotencyKeyOf } from '../idempotency-key.ts'
import { Amount, MoneyShape } from '../listing-schemas.ts'
import { PaymentMethodName, PurchaseShape, PurchaseStatusName, toPurchase } from '../purchase-schemas.ts'
import { PageQuery, pageOf } from '../schemas.ts'

const InPath = Type.Object({ id: Type.String({ minLength: 1, maxLength: 100 }) })

const NewPurchase = Type.Object(
  {
    listing_id: Type.String({ minLength: 1, maxLength: 100, pattern: '^[^\\u0000]*$' }),
    payment_method: Type.Optional(PaymentMethodName),
    owner: Type.Optional(
      Type.String({
        ...SlugInPath,
        pattern: '^[^\\u0000]*$',
        description: 'An organisation of yours to buy for. Without it, you.',
      }),
    ),
    accept_license: Type.Optional(
      Type.Boolean({ description: 'Must be true where the listing has terms of the seller’s own.' }),
    ),
    trial: Type.Optional(
      Type.Boolean({
        description:
          'True: begin with the trial, or be refused with a 409 where it was had. False: begin with a paid period. ' +
          'Not given: the trial where it is to be had.',
      }),
    ),
    expected_amount: Type.Optional({
      ...Amount,
      description:
        'What you were told is due now, in minor units: a 409, and nothing is paid, when it is not.',
    }),
  },
  { additionalProperties: false },
)

const QuoteShape = Type.Object({
  listing_id: Type.String(),
  due_now: MoneyShape,
  trial_days: Type.Integer({ description: 'Of the trial that you get; 0 for none.' }),
  had_trial: Type.Boolean({ description: 'Whether you have had its trial before: each is had once.' }),
})

const purchases: Routes = (app, { commerce, database, signer }) => {
  const config = { scope: 'purchases:write' } as const

  app.get(
    '/listings/:id/quote',
    {
      config,
      schema: {
        operationId: 'quotePurchase',
        summary: 'What buying a listing would cost you now',
        description: 'A trial is had once by whoever has subscribed to the same asset, for whatever account.',
        params: InPath,
        querystring: Type.Object({ owner: Type.Optional(SlugInPath) }),
        response: { 200: QuoteShape },
      },
    },
    async ({ caller, params, query }) => {
      const asked = { listingId: params.id, owner: query.owner }
      const quote = await quotePurchase(database.read, caller, asked)
      const { dueNow: due_now, trialDays: trial_days, hadTrial: had_trial } = quote
      return { listing_id: params.id, due_now, trial_days, had_trial }
    },
  )

  app.post(
    '/purchases',
    {
      config,
      schema: {
        operationId: 'createPurchase',
        summary: 'Buy what a listing offers',
        description:
          'With an `Idempotency-Key` it is made once, whatever happens to the server or the connection. A ' +
          'declined card is a 402. `requires_action` and `processing` are not paid yet. A trial is had once: who ' +
          'subscribes again pays from the first day, which `trial_end` and `GET /v1/listings/{id}/quote` show.',
        body: NewPurchase,
        response: { 201: PurchaseShape },
      },
    },
    async (request, reply) => {
      const made = await createPurchase(commerce, request.caller, request.body, idempotencyKeyOf(request))
      return reply.code(201).send(toPurchase(made))
    },
  )

  app.get(
    '/purchases',
    {
      config,
      schema: {
        operationId: 'listPurchases',
        summary: 'What you bought, or what was bought from you, the newest first',
        querystring: Type.Object({
          role: Type.Enum(['buyer', 'seller'], { default: 'buyer' }),
          owner: Type.Optional(SlugInPath),
          listing_id: Type.Optional(Type.String({ maxLength: 100 })),
          subscription_id: Type.Optional(Type.String({ maxLength: 100 })),
          status: Type.Optional(PurchaseStatusName),
          ...PageQuery,
        }),
        response: { 200: pageOf(PurchaseShape) },
      },
    },
    async (request) => {
      const { after, limit, answer } = openPage<string>(signer, request)
      const { cursor: _cursor, ...filter } = request.query
      const rows = await listPurchases(database.read, request.caller, { ...filter, after, limit: limit + 1 })
      const parties = await nameParties(database.read, rows)
      return answer(
        rows,
        ({ id }) => id,
        (row) => toPurchase(row, parties.get(row.id)),
      )
    },
  )

  app.get(
    '/purchases/:id',
    {
      config,
      schema: {
        operationId: 'getPurchase',
        summary: 'A purchase, for its buyer and its seller',
        params: InPath,
        response: { 200: PurchaseShape },
      },
    },
    async ({ caller, params }) => {
      const { purchase } = await getPurchase(database.read, caller, params.id)
      return toPurchase(purchase, (await nameParties(database.read, [purchase])).get(purchase.id))
    },
  )

  app.post(
    '/purchases/:id/confirm',
    {
      config,
      schema: {
        operationId: 'confirmPurchase',
        summary: 'Go on with a purchase after its next action',
        params: InPath,
        response: { 200: PurchaseShape },
      },
    },
    async ({ caller, params }) => toPurchase(await confirmPurchase(commerce, caller, params.id)),
  )
}
export default purchases
