import { Type } from 'typebox'
import { answerDispute, getDispute, listDisputes } from '../../../domain/commerce/disputes/dispute.ts'
import { closeTestDispute, openTestDispute } from '../../../domain/commerce/disputes/test-disputes.ts'
import { openPage } from '../../../http/cursor.ts'
import type { Routes } from '../../../http/surface.ts'
import { SlugInPath } from '../account-schemas.ts'
import { DisputeShape, IdInBody, InPath, toDispute } from '../commerce-schemas.ts'
import { PageQuery, pageOf } from '../schemas.ts'

const disputes: Routes = (app, { commerce, database, signer }) => {
  app.get(
    '/disputes',
    {
      config: { scope: 'payouts:read' },
      schema: {
        operationId: 'listDisputes',
        summary: 'Disputes of what you sold, the newest first',
        querystring: Type.Object({ owner: Type.Optional(SlugInPath), ...PageQuery }),
        response: { 200: pageOf(DisputeShape) },
      },
    },
    async (request) => {
      const { after, limit, answer } = openPage<string>(signer, request)
      const filter = { owner: request.query.owner, after, limit: limit + 1 }
      return answer(await listDisputes(database.read, request.caller, filter), ({ id }) => id, toDispute)
    },
  )

  app.get(
    '/disputes/:id',
    {
      config: { scope: 'payouts:read' },
      schema: {
        operationId: 'getDispute',
        summary: 'A dispute',
        params: InPath,
        response: { 200: DisputeShape },
      },
    },
    async ({ caller, params }) => toDispute(await getDispute(database.read, caller, params.id)),
  )

  app.post(
    '/disputes/:id/evidence',
    {
      config: { scope: '*' },
      schema: {
        operationId: 'answerDispute',
        summary: 'Answer a dispute, as the seller',
        description: 'In test mode the texts `winning_evidence` and `losing_evidence` decide it.',
        params: InPath,
        body: Type.Object(
          { evidence: Type.String({ minLength: 1, maxLength: 20_000, pattern: '^[^\\u0000]*$' }) },
          { additionalProperties: false },
        ),
        response: { 200: DisputeShape },
      },
    },
    async ({ caller, params, body }) =>
      toDispute(await answerDispute(commerce, caller, params.id, body.evidence)),
  )

  app.post(
    '/test_helpers/disputes',
    {
      config: { scope: '*' },
      schema: {
        operationId: 'openTestDispute',
        summary: 'Dispute a purchase, in test mode, as a buyer’s bank would',
        body: Type.Object(
          {
            purchase_id: IdInBody,
            reason: Type.Optional(Type.Enum(['fraudulent', 'product_not_received', 'general'])),
          },
          { additionalProperties: false },
        ),
        response: { 201: DisputeShape },
      },
    },
    async ({ caller, body }, reply) =>
      reply.code(201).send(toDispute(await openTestDispute(commerce, caller, body))),
  )

  app.post(
    '/test_helpers/disputes/:id/close',
    {
      config: { scope: '*' },
      schema: {
        operationId: 'closeTestDispute',
        summary: 'Decide a dispute, in test mode',
        params: InPath,
        body: Type.Object({ outcome: Type.Enum(['won', 'lost']) }, { additionalProperties: false }),
        response: { 200: DisputeShape },
      },
    },
    async ({ caller, params, body }) =>
      toDispute(await closeTestDispute(commerce, caller, params.id, body.outcome)),
  )
}
export default disputes
