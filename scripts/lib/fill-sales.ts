import { fileURLToPath } from 'node:url'
import { connect, pushArtifact } from '@nodeyard/sdk'
import { addPerson } from '../../packages/server/test/commerce/shop.ts'
import type { TestServer } from '../../packages/server/test/start-server.ts'

const digits = fileURLToPath(new URL('../../examples/digits/model', import.meta.url))
const DAY_MS = 86_400_000
const once = (amount: number) => ({ model: 'one_time', currency: 'usd', amount })

interface Asker {
  call(
    path: string,
    body?: unknown,
    options?: { method?: string },
  ): Promise<{ status: number; body: unknown }>
}

/** Asks as somebody, and throws what the server says when it is not a success. */
async function ask(as: Asker, path: string, body?: unknown, method?: string) {
  const answer = await as.call(path, body, method === undefined ? {} : { method })
  if (answer.status >= 400) throw new Error(`${path}: ${JSON.stringify(answer.body)}`)
  return answer.body as { id: string; subscription_id: string; frozen_time: string; items: { id: string }[] }
}

async function offer(seller: Asker, asset: string, title: string, pricing: object, more: object = {}) {
  const { id } = await ask(seller, '/v1/listings', {
    asset_id: asset,
    title,
    pricing,
    license: 'MIT',
    ...more,
  })
  await ask(seller, `/v1/listings/${id}/publish`, {})
  return id
}

/**
 * Gives the administrator customers and something bought: purchases of every kind and state, a subscription, use, a
 * dispute, payouts, and a test clock on which some weeks have gone by.
 *
 * @param listing of the administrator, sold once
 */
export async function fillSales(server: TestServer, listing: string) {
  const mira = await addPerson(server, 'mira')
  const others = await Promise.all(['tom', 'tina', 'jo'].map((slug) => addPerson(server, slug)))
  const clock = await ask(server, '/v1/test_clocks', {})
  const buy = (buyer: Asker, listing_id: string, card = 'visa') =>
    ask(buyer, '/v1/purchases', { listing_id, payment_method: `pm_card_${card}` })
  await buy(mira, listing)
  await buy(others[0]!, listing, 'createDispute')
  await others[1]!.call('/v1/purchases', { listing_id: listing, payment_method: 'pm_card_chargeDeclined' })
  const refunded = await buy(others[2]!, listing)
  await ask(server, '/v1/refunds', {
    purchase_id: refunded.id,
    reason: 'requested_by_customer',
    amount: 1500,
  })

  const monthly = await offer(server, 'admin/digits', 'Digits for teams', {
    currency: 'usd',
    model: 'subscription',
    amount: 2500,
    interval: 'month',
  })
  const metered = await offer(server, 'admin/digits', 'Digits by the call', {
    currency: 'usd',
    model: 'usage',
    unit_amount_decimal: '0.08',
    unit: 'inference_call',
    included_units: 1000,
  })
  await buy(mira, monthly)
  const { subscription_id: subscription } = await buy(mira, metered)
  await ask(server, '/v1/usage_records', { subscription_id: subscription, quantity: 48_210 })

  await pushArtifact(connect({ url: server.url, apiKey: mira.key }), { kind: 'model', folder: digits })
  await ask(mira, '/api/v1/org/mira/models/digits/visibility', { is_public: true }, 'PATCH')
  await ask(server, '/v1/payment_methods', { token: 'pm_card_mastercard' })
  const seats = await offer(mira, 'mira/digits', 'Digits, five seats', once(9900), {
    license: 'ND-Commercial-Team',
    seats: 5,
  })
  await buy(server, seats)
  await buy(
    server,
    await offer(mira, 'mira/digits', 'Digits every month', {
      currency: 'usd',
      model: 'subscription',
      amount: 500,
      interval: 'month',
    }),
  )
  const to = new Date(Date.parse(clock.frozen_time) + 40 * DAY_MS).toISOString()
  await ask(server, `/v1/test_clocks/${clock.id}/advance`, { to })
  const { items: invoices } = await ask(server, '/v1/invoices?role=seller')
  return { owned: seats, invoice: invoices[0]!.id }
}
