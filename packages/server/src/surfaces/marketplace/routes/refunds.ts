import { Type } from 'typebox'
import { createRefund } from '../../../domain/commerce/refunds/create-refund.ts'
import { getRefund, listRefunds } from '../../../domain/commerce/refunds/list-refunds.ts'
import { failTestRefund } from '../../../domain/commerce/refunds/test-refunds.ts'
import { openPage } from '../../../http/cursor.ts'
import type { Routes } from '../../../http/surface.ts'
import { SlugInPath } from '../account-schemas.ts'
import { IdInBody, InPath, RefundShape, toRefund } from '../commerce-schemas.ts'
import { idempotencyKeyOf } from '../idempotency-key.ts'
import { Amount } from '../listing-schemas.ts'
import { PageQuery, pageOf } from '../schemas.ts'

const NewRefund = Type.Object(
  {
    purchase_id: IdInBody,
    amount: Type.Optional({
      ...Amount,
      minimum: 1,
      description: 'Minor units; all that is left when not given.',
    }),
    reason: Type.Optional(
      Type.Enum(['requested_by_customer', 'duplicate', 'fraudulent', 'other'], {
        default: 'requested_by_customer',
      }),
    ),
    note: Type.Optional(Type.String({ maxLength: 1000, pattern: '^[^\\u0000]*$' })),
  },
  { additionalProperties: false },
)

const refunds: Routes = (app, { commerce, database, signer }) => {
  const config = { scope: 'purchases:write' } as const

  app.post(
    '/refunds',
    {
      config,
      schema: {
        operationId: 'createRefund',
        summary: 'Give money back, all or a part',
        description:
          'Buyers within fourteen days, and of a one-time purchase while nothing was downloaded; sellers any of ' +
          'their sales. The fee goes back in proportion. A full refund revokes the grant.',
        body: NewRefund,
        response: { 201: RefundShape },
      },
    },
    async (request, reply) => {
      const refund = await createRefund(commerce, request.caller, request.body, idempotencyKeyOf(request))
      return reply.code(201).send(toRefund(refund))
    },
  )

  app.get(
    '/refunds',
    {
      config,
      schema: {
        operationId: 'listRefunds',
        summary: 'Refunds of what you bought or sold, the newest first',
        querystring: Type.Object({
          owner: Type.Optional(SlugInPath),
          purchase_id: Type.Optional(Type.String({ maxLength: 100 })),
          ...PageQuery,
        }),
        response: { 200: pageOf(RefundShape) },
      },
    },
    async (request) => {
      const { after, limit, answer } = openPage<string>(signer, request)
      const { owner, purchase_id } = request.query
      const filter = { owner, purchase_id, after, limit: limit + 1 }
      return answer(await listRefunds(database.read, request.caller, filter), ({ id }) => id, toRefund)
    },
  )

  app.get(
    '/refunds/:id',
    {
      config,
      schema: {
        operationId: 'getRefund',
        summary: 'A refund',
        params: InPath,
        response: { 200: RefundShape },
      },
    },
    async ({ caller, params }) => toRefund(await getRefund(database.read, caller, params.id)),
  )

  app.post(
    '/test_helpers/refunds/:id/fail',
    {
      config: { scope: '*' },
      schema: {
        operationId: 'failTestRefund',
        summary: 'Let a refund come back, in test mode, as one to a closed card does',
        params: InPath,
        response: { 200: RefundShape },
      },
    },
    async ({ caller, params }) => toRefund(await failTestRefund(commerce, caller, params.id)),
  )
}
export default refunds
