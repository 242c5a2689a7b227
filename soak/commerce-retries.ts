// Sends the same purchases and refunds again and again, many at a time, each under its own key, and wants
// every effect exactly once and every answer the same.
import { isMain, readArguments } from './lib/arguments.ts'
import { postOften } from './lib/post-often.ts'
import { ask, type Connection, push } from './lib/push.ts'
import { randomFrom } from './lib/random.ts'
import { makeDataFolder, removeFolder, startServerProcess } from './lib/server-process.ts'
import { signUp } from './lib/yard.ts'

interface Order {
  key: string
  method: string
  id: string | undefined
  refundId: string | undefined
}

const METHODS = ['pm_card_visa', 'pm_card_visa', 'pm_card_visa', 'pm_card_delay_3', 'pm_card_timeout']

export interface RetryOptions {
  count: number
  keys: number
  seed: number
  concurrency?: number
  /** Called now and then: loses the answers that the server keeps, as a server does that dies before keeping one. */
  forget?: () => Promise<void>
  /** Told at every twentieth of the way. */
  onProgress?: (sent: number) => void
}

/** Sends `count` requests over so many keys; throws at the first that differs from the one before. */
export async function retryPurchases(
  server: Connection,
  options: RetryOptions,
): Promise<{ conflicts: number; replayed: number }> {
  const { count, keys, seed, concurrency = 32, forget, onProgress } = options
  const random = randomFrom(seed)
  const name = `shop${seed}`
  await ask(server, 'POST', '/v1/orgs', { slug: name, name: 'Shop' })
  const files = { 'weights.bin': new TextEncoder().encode('weights') }
  await push(server, { org: name, name: 'thing', version: '1.0.0', files })
  const listing = await ask<{ id: string }>(server, 'POST', '/v1/listings', {
    asset_id: `${name}/thing`,
    title: 'Thing',
    pricing: { model: 'one_time', currency: 'usd', amount: 4900 },
    license: 'MIT',
  })
  await ask(server, 'POST', `/v1/listings/${listing.id}/publish`, {})
  const buyer = { url: server.url, key: await signUp(server, `retrier${seed}`) }
  const orders: Order[] = Array.from({ length: keys }, (_order, index) => ({
    key: `order ${index}`,
    method: METHODS[index % METHODS.length]!,
    id: undefined,
    refundId: undefined,
  }))

  let [conflicts, replayed, sent] = [0, 0, 0]
  const client = postOften(concurrency)
  async function post(as: Connection, path: string, key: string, body: object) {
    const headers = { authorization: `Bearer ${as.key}`, 'idempotency-key': key }
    const { status, headers: told, body: answered } = await client.post(as.url + path, headers, body)
    const answer = answered as { id: string; error?: { code: string } }
    if (told['idempotent-replayed'] === 'true') replayed++
    if (status === 201) return answer.id
    if (answer.error?.code === 'idempotency_in_progress') conflicts++
    else throw new Error(`${key}: ${status} ${JSON.stringify(answer)}`)
    return undefined
  }
  const lane = async () => {
    while (sent < count) {
      sent++
      if (sent % Math.ceil(count / 20) === 0) onProgress?.(sent)
      if (forget && sent % 200 === 0) await forget()
      const order = orders[Math.floor(random() * orders.length)]!
      if (order.id !== undefined && random() < 0.3) {
        const body = { purchase_id: order.id, amount: 1000 }
        const id = await post(server, '/v1/refunds', `refund ${order.key}`, body).catch((error: Error) => {
          // One whose payment the provider has not answered yet.
          if (/cannot be refunded/.test(error.message)) return undefined
          throw error
        })
        if (id !== undefined && order.refundId !== undefined && id !== order.refundId)
          throw new Error(`${order.key} was refunded twice`)
        order.refundId ??= id
      } else {
        const body = { listing_id: listing.id, payment_method: order.method }
        const id = await post(buyer, '/v1/purchases', order.key, body)
        if (id !== undefined && order.id !== undefined && id !== order.id)
          throw new Error(`${order.key} was bought twice`)
        order.id ??= id
      }
    }
  }
  await Promise.all(Array.from({ length: concurrency }, lane)).finally(client.close)

  const made = await countAll(buyer, '/v1/purchases?')
  const bought = orders.filter(({ id }) => id !== undefined).length
  if (made !== bought) throw new Error(`${made} purchases of ${bought} keys`)
  const refunded = orders.filter(({ refundId }) => refundId !== undefined).length
  const refunds = await countAll(server, `/v1/refunds?owner=${name}&`)
  if (refunds !== refunded) throw new Error(`${refunds} refunds of ${refunded} keys`)
  const { problems } = await ask<{ problems: unknown[] }>(server, 'POST', '/v1/money_audits', {})
  if (problems.length > 0) throw new Error(`the books are wrong: ${JSON.stringify(problems)}`)
  return { conflicts, replayed }
}

async function countAll(as: Connection, path: string): Promise<number> {
  let count = 0
  for (let cursor = ''; ; ) {
    const page = await ask<{ items: unknown[]; next_cursor: string | null }>(
      as,
      'GET',
      `${path}limit=100${cursor}`,
    )
    count += page.items.length
    if (page.next_cursor === null) return count
    cursor = `&cursor=${page.next_cursor}`
  }
}

if (isMain('commerce-retries')) {
  const { rounds, seed } = readArguments({ rounds: 1_000_000 })
  const folder = await makeDataFolder()
  const databaseUrl = process.env.DATABASE_URL
  const server = await startServerProcess(folder, databaseUrl ? { DATABASE_URL: databaseUrl } : {})
  const begin = performance.now()
  const onProgress = (sent: number) =>
    console.log(`${sent} after ${Math.round((performance.now() - begin) / 1000)} s`)
  const { conflicts, replayed } = await retryPurchases(server, { count: rounds, keys: 300, seed, onProgress })
  await server.stop()
  await removeFolder(folder)
  console.log(
    `${rounds} requests over 300 keys (${replayed} answers replayed, ${conflicts} told to wait): every effect once`,
  )
}
