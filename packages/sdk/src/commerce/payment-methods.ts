import { answerOf, type Connection } from '../client.ts'
import { everyItem, pageQuery } from '../pages.ts'

/** Keeps a payment method; the token is the provider's, or in test mode a card such as `pm_card_visa`. */
export function addPaymentMethod(server: Connection, body: { token: string; owner?: string }) {
  return answerOf(server.marketplace.POST('/v1/payment_methods', { body }))
}

/** Your payment methods, the newest first. */
export function listPaymentMethods(server: Connection, filters: { owner?: string } = {}) {
  return everyItem((cursor) =>
    answerOf(
      server.marketplace.GET('/v1/payment_methods', {
        params: { query: { ...filters, ...pageQuery(cursor) } },
      }),
    ),
  )
}

export async function removePaymentMethod(server: Connection, id: string): Promise<void> {
  await server.marketplace.DELETE('/v1/payment_methods/{id}', { params: { path: { id } } })
}
