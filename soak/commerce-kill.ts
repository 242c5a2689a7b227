// Ends the server with kill -9 again and again during purchases, refunds, payouts and renewals, and wants the
// books to add up each time: nothing charged twice, nothing acknowledged lost, one grant and one event each.
import { setTimeout as sleep } from 'node:timers/promises'
import { isMain, readArguments } from './lib/arguments.ts'
import { ask, type Connection, push } from './lib/push.ts'
import { randomFrom } from './lib/random.ts'
import { makeDataFolder, removeFolder, type ServerProcess, startServerProcess } from './lib/server-process.ts'
import { signUp } from './lib/yard.ts'

const DAY = 24 * 3600_000

interface Purchase {
  id: string
  status: string
}

/** A write that was sent under a key, and what it was answered, if it was. */
interface Sent {
  path: string
  key: string
  body: Record<string, unknown>
  id: string | undefined
}

/** What outlives the server. */
interface World {
  buyerKey: string
  listing: string
  clock: string
  now: number
  purchases: Sent[]
  refunds: Sent[]
}

/**
 * Runs the rounds on a data folder of its own.
 *
 * @returns what was acknowledged, over all rounds
 */
export async function killCommerce(rounds: number, seed: number, environment: Record<string, string> = {}) {
  const random = randomFrom(seed)
  const folder = await makeDataFolder()
  let world: World | undefined
  let advances = 0
  try {
    for (let round = 0; round <= rounds; round++) {
      const server = await startServerProcess(folder, environment)
      world ??= await makeWorld(server)
      await sendAgain(server, world, random)
      await audit(server)
      if (round === rounds) {
        const counts = await checkEverything(server, world)
        await server.stop()
        return { ...counts, advances }
      }
      const before = { bought: countAnswered(world), advances }
      const work = [
        buy(server, world, random),
        buy(server, world, random),
        refund(server, world, random),
        advance(server, world),
      ]
      // Every other round the kill waits until something was bought and time has gone on.
      const patience = Date.now() + 20_000
      const isIdle = () => countAnswered(world!) === before.bought || advances === before.advances
      while (round % 2 === 0 && Date.now() < patience && isIdle()) await sleep(5)
      await sleep(random() * 300)
      await server.kill()
      await Promise.all(work)
    }
  } finally {
    await removeFolder(folder)
  }
  throw new Error('there was no last round')

  async function advance(server: ServerProcess, { clock, ...rest }: World) {
    for (let to = rest.now; ; ) {
      to += 17 * DAY
      if (
        !(await tryAsk(server, 'POST', `/v1/test_clocks/${clock}/advance`, {
          to: new Date(to).toISOString(),
        }))
      )
        return
      world!.now = to
      advances++
    }
  }
}

const countAnswered = ({ purchases }: World) => purchases.filter(({ id }) => id !== undefined).length

/** An answer, or undefined when the server is gone. */
async function tryAsk<T = { id: string }>(
  to: Connection,
  method: string,
  path: string,
  body?: unknown,
  key?: string,
): Promise<T | undefined> {
  try {
    const response = await fetch(to.url + path, {
      method,
      headers: {
        authorization: `Bearer ${to.key}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(key === undefined ? {} : { 'idempotency-key': key }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    const text = await response.text()
    if (response.ok) return JSON.parse(text) as T
    // In flight, or its server died a moment ago: another time. A refund may come too late.
    if (response.status === 409) return { id: '' } as T
    throw Object.assign(new Error(`${method} ${path}: ${response.status} ${text}`), {
      status: response.status,
    })
  } catch (error) {
    if ((error as { status?: number }).status !== undefined) throw error
    return undefined
  }
}

async function makeWorld(server: Connection): Promise<World> {
  await ask(server, 'POST', '/v1/orgs', { slug: 'shop', name: 'Shop' })
  const files = { 'weights.bin': new TextEncoder().encode('weights') }
  await push(server, { org: 'shop', name: 'thing', version: '1.0.0', files })
  const now = Date.UTC(2027, 0, 5)
  const clock = await ask<{ id: string }>(server, 'POST', '/v1/test_clocks', {
    owner: 'shop',
    frozen_time: new Date(now).toISOString(),
  })
  const buyer = { url: server.url, key: await signUp(server, 'buyer') }
  const offer = async (pricing: object) => {
    const body = {
      asset_id: 'shop/thing',
      title: 'Thing',
      license: 'MIT',
      pricing: { currency: 'usd', ...pricing },
    }
    const { id } = await ask<{ id: string }>(server, 'POST', '/v1/listings', body)
    await ask(server, 'POST', `/v1/listings/${id}/publish`, {})
    return id
  }
  // Some renew in the transaction that bills them, some by way of the provider.
  for (const method of ['pm_card_visa', 'pm_card_visa', 'pm_card_delay_5', 'pm_card_timeout']) {
    const listing = await offer({ model: 'subscription', amount: 1999, interval: 'month' })
    const { id, status } = await ask<Purchase>(buyer, 'POST', '/v1/purchases', {
      listing_id: listing,
      payment_method: method,
    })
    if (status === 'processing') await ask(buyer, 'POST', `/v1/purchases/${id}/confirm`)
  }
  const listing = await offer({ model: 'one_time', amount: 4900 })
  return { buyerKey: buyer.key, listing, clock: clock.id, now, purchases: [], refunds: [] }
}

const METHODS = [
  'pm_card_visa',
  'pm_card_visa',
  'pm_card_delay_5',
  'pm_card_delay_40',
  'pm_card_timeout',
  'pm_card_lostRequest',
]

async function buy(server: ServerProcess, world: World, random: () => number) {
  for (;;) {
    const body = {
      listing_id: world.listing,
      payment_method: METHODS[Math.floor(random() * METHODS.length)]!,
    }
    const sent: Sent = { path: '/v1/purchases', key: `buy ${world.purchases.length}`, body, id: undefined }
    world.purchases.push(sent)
    if (!(await send(server, world, sent))) return
  }
}

async function refund(server: ServerProcess, world: World, random: () => number) {
  for (;;) {
    const paid = world.purchases.filter(({ id }) => id !== undefined)
    const purchase = paid[Math.floor(random() * paid.length)]
    if (!purchase) await sleep(5)
    else {
      const body = { purchase_id: purchase.id, amount: 1 + Math.floor(random() * 3000) }
      const sent: Sent = { path: '/v1/refunds', key: `refund ${world.refunds.length}`, body, id: undefined }
      world.refunds.push(sent)
      if (!(await send(server, world, sent))) return
    }
    if (server.child.exitCode !== null || server.child.signalCode !== null) return
  }
}

/** @returns whether the server is still there */
async function send(server: Connection, world: World, sent: Sent): Promise<boolean> {
  const as = sent.path === '/v1/refunds' ? server : { url: server.url, key: world.buyerKey }
  const answer = await tryAsk(as, 'POST', sent.path, sent.body, sent.key)
  if (!answer) return false
  if (answer.id === '') return true
  if (sent.id !== undefined && sent.id !== answer.id) {
    throw new Error(`${sent.key} was ${sent.id} and is ${answer.id}`)
  }
  sent.id = answer.id
  return true
}

/** As a client does: what was not answered, and now and then what was. */
async function sendAgain(server: Connection, world: World, random: () => number) {
  const unanswered = [...world.purchases, ...world.refunds].filter(({ id }) => id === undefined).slice(-40)
  const answered = [...world.purchases, ...world.refunds].filter(({ id }) => id !== undefined)
  const some = Array.from(
    { length: Math.min(5, answered.length) },
    () => answered[Math.floor(random() * answered.length)]!,
  )
  for (const sent of [...unanswered, ...some]) await send(server, world, sent)
}

interface Audit {
  purchases: number
  movements: number
  unfinished: number
  problems: { problem: string; id: string }[]
}

async function audit(server: Connection): Promise<Audit> {
  const found = await ask<Audit>(server, 'POST', '/v1/money_audits', {})
  if (found.problems.length > 0)
    throw new Error(`the books are wrong:\n${JSON.stringify(found.problems, null, 1)}`)
  return found
}

async function listAll<T>(server: Connection, path: string): Promise<T[]> {
  const all: T[] = []
  for (let cursor = ''; ; ) {
    const page = await ask<{ items: T[]; next_cursor: string | null }>(
      server,
      'GET',
      `${path}&limit=100${cursor}`,
    )
    all.push(...page.items)
    if (page.next_cursor === null) return all
    cursor = `&cursor=${page.next_cursor}`
  }
}

async function checkEverything(server: Connection, world: World) {
  const buyer = { url: server.url, key: world.buyerKey }
  const purchases = await listAll<Purchase & { kind: string; license_grant_id: string | null }>(
    buyer,
    '/v1/purchases?role=buyer',
  )
  for (const { id, status } of purchases) {
    if (status === 'processing') await ask(buyer, 'POST', `/v1/purchases/${id}/confirm`)
  }
  // Advancing time finishes what was left half way first.
  const path = `/v1/test_clocks/${world.clock}`
  const { frozen_time: now } = await ask<{ frozen_time: string }>(server, 'GET', path)
  await ask(server, 'POST', `${path}/advance`, { to: new Date(Date.parse(now) + DAY).toISOString() })
  const { unfinished, movements } = await audit(server)
  if (unfinished > 0) throw new Error(`${unfinished} payments are not finished`)
  const found = new Set(purchases.map(({ id }) => id))
  for (const { id, key } of world.purchases)
    if (id !== undefined && !found.has(id)) throw new Error(`${key} is lost: ${id}`)
  const initial = purchases.filter(({ kind }) => kind === 'initial')
  if (initial.length > world.purchases.length + 4)
    throw new Error(`${initial.length} purchases of ${world.purchases.length} keys`)

  const events = await listAll<{ data: { object: { id: string } } }>(
    server,
    '/v1/events?owner=shop&type=listing.purchased',
  )
  const told = new Map<string, number>()
  for (const { data } of events) told.set(data.object.id, (told.get(data.object.id) ?? 0) + 1)
  for (const { id } of initial)
    if (told.get(id) !== 1) throw new Error(`${id} was told of ${told.get(id) ?? 0} times`)
  if (told.size !== initial.length) throw new Error(`${told.size} sales were told of, ${initial.length} made`)

  const grants = await listAll<{ purchase_id: string }>(buyer, '/v1/grants?role=holder')
  if (new Set(grants.map(({ purchase_id: id }) => id)).size !== initial.length)
    throw new Error('grants and purchases differ')
  const log = await ask<{ documents: number; problem: string | null }>(server, 'POST', '/v1/grant_audits', {})
  if (log.problem) throw new Error(`the log of grants: ${log.problem}`)
  const payouts = await listAll<{ id: string }>(server, '/v1/payouts?owner=shop')
  return {
    purchases: initial.length,
    renewals: purchases.length - initial.length,
    refunds: world.refunds.filter(({ id }) => id !== undefined).length,
    payouts: payouts.length,
    movements,
  }
}

if (isMain('commerce-kill')) {
  const { rounds, seed } = readArguments({ rounds: 50 })
  const databaseUrl = process.env.DATABASE_URL
  const counts = await killCommerce(rounds, seed, databaseUrl ? { DATABASE_URL: databaseUrl } : {})
  console.log(`${rounds} kills: ${JSON.stringify(counts)}; the books add up, and nothing happened twice`)
}
