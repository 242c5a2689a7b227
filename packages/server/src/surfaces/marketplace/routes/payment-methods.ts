import { Type } from 'typebox'
import {
  addPaymentMethod,
  getPaymentMethod,
  listPaymentMethods,
  removePaymentMethod,
} from '../../../domain/commerce/payment-methods.ts'
import { openPage } from '../../../http/cursor.ts'
import type { Routes } from '../../../http/surface.ts'
import { SlugInPath } from '../account-schemas.ts'
import { InPath, PaymentMethodShape, toPaymentMethod } from '../commerce-schemas.ts'
import { NoContent, PageQuery, pageOf } from '../schemas.ts'

const paymentMethods: Routes = (app, { commerce, database, signer }) => {
  const config = { scope: 'purchases:write' } as const

  app.post(
    '/payment_methods',
    {
      config,
      schema: {
        operationId: 'createPaymentMethod',
        summary: 'Keep a payment method',
        description:
          'The token is what the payment provider gave the browser; in test mode a test card: `pm_card_visa`, ' +
          '`pm_card_chargeDeclined`, `pm_card_authenticationRequired`, `pm_card_delay_<ms>`, `pm_card_timeout`, …',
        body: Type.Object(
          {
            token: Type.String({ minLength: 1, maxLength: 100, pattern: '^\\w+$' }),
            owner: Type.Optional(Type.String({ ...SlugInPath, pattern: '^[^\\u0000]*$' })),
          },
          { additionalProperties: false },
        ),
        response: { 201: PaymentMethodShape },
      },
    },
    async ({ caller, body }, reply) =>
      reply.code(201).send(toPaymentMethod(await addPaymentMethod(commerce, caller, body))),
  )

  app.get(
    '/payment_methods',
    {
      config,
      schema: {
        operationId: 'listPaymentMethods',
        summary: 'Your payment methods, the newest first',
        querystring: Type.Object({ owner: Type.Optional(SlugInPath), ...PageQuery }),
        response: { 200: pageOf(PaymentMethodShape) },
      },
    },
    async (request) => {
      const { after, limit, answer } = openPage<string>(signer, request)
      const filter = { owner: request.query.owner, after, limit: limit + 1 }
      return answer(
        await listPaymentMethods(database.read, request.caller, filter),
        ({ id }) => id,
        toPaymentMethod,
      )
    },
  )

  app.get(
    '/payment_methods/:id',
    {
      config,
      schema: {
        operationId: 'getPaymentMethod',
        summary: 'A payment method',
        params: InPath,
        response: { 200: PaymentMethodShape },
      },
    },
    async ({ caller, params }) => toPaymentMethod(await getPaymentMethod(database.read, caller, params.id)),
  )

  app.delete(
    '/payment_methods/:id',
    {
      config,
      schema: {
        operationId: 'deletePaymentMethod',
        summary: 'Forget a payment method',
        params: InPath,
        response: { 204: NoContent },
      },
    },
    async ({ caller, params }, reply) => {
      await removePaymentMethod(commerce, caller, params.id)
      return reply.code(204).send(null)
    },
  )
}
export default paymentMethods
