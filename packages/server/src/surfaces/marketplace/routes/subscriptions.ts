import { Type } from 'typebox'
import { nameParties } from '../../../domain/commerce/purchases/name-parties.ts'
import {
  cancelSubscription,
  changeSubscription,
  getInvoice,
  getSubscription,
  listInvoices,
  listSubscriptions,
  usageOf,
} from '../../../domain/commerce/subscriptions/subscriptions.ts'
import { reportUsage } from '../../../domain/commerce/usage/record-usage.ts'
import { openPage } from '../../../http/cursor.ts'
import type { Routes } from '../../../http/surface.ts'
import { SlugInPath } from '../account-schemas.ts'
import {
  IdInBody,
  InPath,
  InvoiceShape,
  SideQuery,
  SubscriptionShape,
  toInvoice,
  toSubscription,
} from '../commerce-schemas.ts'
import { idempotencyKeyOf } from '../idempotency-key.ts'
import { iso } from '../iso.ts'
import { PaymentMethodName } from '../purchase-schemas.ts'
import { PageQuery, pageOf, Time } from '../schemas.ts'

const UsageRecord = Type.Object({
  id: Type.String(),
  subscription_id: Type.String(),
  quantity: Type.Integer(),
  used_at: Time,
})

const subscriptions: Routes = (app, { commerce, database, signer }) => {
  const config = { scope: 'purchases:write' } as const

  app.get(
    '/subscriptions',
    {
      config,
      schema: {
        operationId: 'listSubscriptions',
        summary: 'Your subscriptions, or those to what you sell, the newest first',
        querystring: Type.Object({ role: SideQuery, owner: Type.Optional(SlugInPath), ...PageQuery }),
        response: { 200: pageOf(SubscriptionShape) },
      },
    },
    async (request) => {
      const { after, limit, answer } = openPage<string>(signer, request)
      const { role, owner } = request.query
      const rows = await listSubscriptions(database.read, request.caller, {
        role,
        owner,
        after,
        limit: limit + 1,
      })
      return answer(
        rows,
        ({ id }) => id,
        (row) => toSubscription(row),
      )
    },
  )

  app.get(
    '/subscriptions/:id',
    {
      config,
      schema: {
        operationId: 'getSubscription',
        summary: 'A subscription, and what was used in the period that runs',
        params: InPath,
        response: { 200: SubscriptionShape },
      },
    },
    async ({ caller, params }) => {
      const subscription = await getSubscription(database.read, caller, params.id)
      return toSubscription(subscription, await usageOf(database.read, subscription.id))
    },
  )

  app.patch(
    '/subscriptions/:id',
    {
      config,
      schema: {
        operationId: 'updateSubscription',
        summary: 'Change what a subscription is paid with, or whether it ends with its period',
        description: 'A payment that failed is tried again at once with a new payment method.',
        params: InPath,
        body: Type.Object(
          {
            payment_method: Type.Optional(PaymentMethodName),
            cancel_at_period_end: Type.Optional(Type.Boolean()),
          },
          { additionalProperties: false },
        ),
        response: { 200: SubscriptionShape },
      },
    },
    async ({ caller, params, body }) =>
      toSubscription(await changeSubscription(commerce, caller, params.id, body)),
  )

  app.post(
    '/subscriptions/:id/cancel',
    {
      config,
      schema: {
        operationId: 'cancelSubscription',
        summary: 'End a subscription',
        description: 'With the period that is paid, or now; what was used until then is billed.',
        params: InPath,
        body: Type.Union([
          Type.Object(
            { at_period_end: Type.Optional(Type.Boolean({ default: true })) },
            { additionalProperties: false },
          ),
          Type.Null(),
        ]),
        response: { 200: SubscriptionShape },
      },
    },
    async ({ caller, params, body }) => {
      const atPeriodEnd = body?.at_period_end ?? true
      return toSubscription(await cancelSubscription(commerce, caller, params.id, { atPeriodEnd }))
    },
  )

  app.post(
    '/usage_records',
    {
      config: { scope: 'listings:write' },
      schema: {
        operationId: 'createUsageRecord',
        summary: 'Report what a subscriber used, as the seller',
        description:
          'For what is used behind a gateway of your own; invocations of deployments here are counted by ' +
          'themselves. It is billed at the end of the period.',
        body: Type.Object(
          {
            subscription_id: IdInBody,
            quantity: Type.Integer({ minimum: 1, maximum: 1_000_000_000, description: 'Units.' }),
          },
          { additionalProperties: false },
        ),
        response: { 201: UsageRecord },
      },
    },
    async (request, reply) => {
      const { caller, body } = request
      const record = await reportUsage(commerce, caller, {
        ...body,
        idempotencyKey: idempotencyKeyOf(request),
      })
      const { id, subscription_id, quantity, used_at } = record
      return reply.code(201).send({ id, subscription_id, quantity, used_at: iso(used_at) })
    },
  )

  app.get(
    '/invoices',
    {
      config,
      schema: {
        operationId: 'listInvoices',
        summary: 'Invoices you got, or that were made for what you sell, the newest first',
        querystring: Type.Object({
          role: SideQuery,
          owner: Type.Optional(SlugInPath),
          subscription_id: Type.Optional(Type.String({ maxLength: 100 })),
          ...PageQuery,
        }),
        response: { 200: pageOf(InvoiceShape) },
      },
    },
    async (request) => {
      const { after, limit, answer } = openPage<string>(signer, request)
      const { role, owner, subscription_id } = request.query
      const filter = { role, owner, subscription_id, after, limit: limit + 1 }
      const rows = await listInvoices(database.read, request.caller, filter)
      const parties = await nameParties(database.read, rows, 'invoice_id')
      return answer(
        rows,
        ({ id }) => id,
        (row) => toInvoice(row, parties.get(row.id)),
      )
    },
  )

  app.get(
    '/invoices/:id',
    {
      config,
      schema: {
        operationId: 'getInvoice',
        summary: 'An invoice',
        params: InPath,
        response: { 200: InvoiceShape },
      },
    },
    async ({ caller, params }) => {
      const invoice = await getInvoice(database.read, caller, params.id)
      const parties = await nameParties(database.read, [invoice], 'invoice_id')
      return toInvoice(invoice, parties.get(invoice.id))
    },
  )
}
export default subscriptions
