import { Type } from 'typebox'
import { handleStripeEvent } from '../../../domain/commerce/providers/handle-stripe-event.ts'
import type { Routes } from '../../../http/surface.ts'

const stripeEvents: Routes = (app, { commerce }) => {
  // The signature is over the bytes as they came.
  app.register(async (scope) => {
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body))
    scope.post(
      '/stripe_events',
      {
        config: { auth: 'none', idempotent: false, limit: 'none' },
        validatorCompiler: () => () => true,
        schema: {
          operationId: 'receiveStripeEvent',
          summary: 'Where Stripe sends its events',
          description: 'Signed with `STRIPE_WEBHOOK_SECRET`. Payments, disputes and reversed transfers.',
          headers: Type.Object({ 'stripe-signature': Type.Optional(Type.String()) }),
          response: { 200: Type.Object({ received: Type.Boolean() }) },
        },
      },
      async ({ body, headers }) => {
        const bytes = Buffer.isBuffer(body) ? body : Buffer.alloc(0)
        await handleStripeEvent(commerce, bytes, String(headers['stripe-signature'] ?? ''))
        return { received: true }
      },
    )
  })
}
export default stripeEvents
