// Durable purchases a second by the domain's function, beside the same five inserts in one transaction by the
// database's own driver, on SQLite and (with DATABASE_URL) on PostgreSQL, at 1 and 32 connections.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { parseArgs } from 'node:util'
import pg from 'pg'
import { pino } from 'pino'
import { openBlobStore } from '../packages/server/src/blobs/open-blob-store.ts'
import type { Database } from '../packages/server/src/db/database.ts'
import { openDatabase } from '../packages/server/src/db/open-database.ts'
import type { Caller } from '../packages/server/src/domain/accounts/caller.ts'
import { Commerce } from '../packages/server/src/domain/commerce/commerce.ts'
import { createPurchase } from '../packages/server/src/domain/commerce/purchases/create-purchase.ts'
import { newId } from '../packages/server/src/ids.ts'
import { printSpread, ratios, runRounds } from './lib/rounds.ts'

const { values } = parseArgs({
  options: { rounds: { type: 'string', default: '3' }, seconds: { type: 'string', default: '3' } },
})
const [rounds, seconds] = [Number(values.rounds), Number(values.seconds)]

/** A seller, a buyer and something to buy, straight into the tables. */
async function stock(database: Database) {
  const now = Date.now()
  const [seller, buyer, asset, listing] = [newId('usr'), newId('usr'), newId('mdl'), newId('lst')]
  await database.write(async (trx) => {
    for (const [id, slug] of [
      [seller, 'seller'],
      [buyer, 'buyer'],
    ] as const) {
      await trx
        .insertInto('account')
        .values({
          id,
          kind: 'user',
          slug,
          name: slug,
          email: null,
          password_hash: null,
          created_at: now,
          updated_at: now,
        })
        .execute()
    }
    await trx
      .insertInto('artifact')
      .values({ id: asset, kind: 'model', owner_id: seller, name: 'thing', created_at: now, updated_at: now })
      .execute()
    await trx
      .insertInto('listing')
      .values({
        id: listing,
        owner_id: seller,
        mode: 'test',
        artifact_id: asset,
        title: 'Thing',
        short_description: null,
        description: null,
        pricing_model: 'one_time',
        currency: 'usd',
        amount: 4900,
        unit_amount_decimal: null,
        period: null,
        trial_days: 0,
        unit: null,
        included_units: 0,
        license: 'MIT',
        license_text: null,
        seats: null,
        tags: '[]',
        visibility: 'public',
        state: 'published',
        published_at: now,
        created_at: now,
        updated_at: now,
      })
      .execute()
  })
  const account = {
    id: buyer,
    kind: 'user' as const,
    slug: 'buyer',
    name: 'buyer',
    email: null,
    isAdmin: false,
    createdAt: now,
  }
  const caller: Caller = { account, keyId: 'bench', mode: 'test', scopes: ['*'] }
  return { seller, buyer, asset, listing, caller }
}

type Stock = Awaited<ReturnType<typeof stock>>

/** The five rows of a purchase as one would write them by hand: order, movements, grant, event, charge. */
function fiveInserts({
  seller,
  buyer,
  asset,
  listing,
}: Stock): [sql: string, values: (string | number | null)[]][] {
  const now = Date.now()
  const [purchase, grant] = [newId('pur'), newId('grt')]
  const movement = (line: number, to: string, account: string, amount: number) => [
    newId('mov'),
    purchase,
    'charge',
    line,
    'test',
    'usd',
    'platform',
    'clearing',
    to,
    account,
    amount,
    purchase,
    0,
    now + 604_800_000,
    now,
  ]
  return [
    [
      'insert into test_provider (request_key, kind, ref, target, amount, currency, status, created_at) values (?, ?, ?, ?, ?, ?, ?, ?)',
      [`${purchase}:1`, 'charge', `ch_${purchase}`, 'pm_card_visa', 4900, 'usd', 'succeeded', now],
    ],
    [
      `insert into purchase (id, kind, mode, account_id, made_by, seller_id, listing_id, artifact_id, pricing_model, currency,
        amount, fee, payout, status, payment_method, provider, provider_ref, terms, grant_id, available_at, created_at, settled_at, checked_at)
       values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      [
        purchase,
        'initial',
        'test',
        buyer,
        buyer,
        seller,
        listing,
        asset,
        'one_time',
        'usd',
        4900,
        1225,
        3675,
        'succeeded',
        'pm_card_visa',
        'test',
        `ch_${purchase}`,
        '{}',
        grant,
        now + 604_800_000,
        now,
        now,
        now,
      ],
    ],
    [
      `insert into ledger (id, source_id, kind, line, mode, currency, debit_owner, debit_account, credit_owner, credit_account,
        amount, purchase_id, taken_at, available_at, created_at)
       values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?), (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      [...movement(1, seller, 'balance', 3675), ...movement(2, 'platform', 'fees', 1225)],
    ],
    [
      `insert into artifact_grant (id, account_id, artifact_id, created_at, mode, seller_id, listing_id, purchase_id, license)
       values (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      [grant, buyer, asset, now, 'test', seller, listing, purchase, 'MIT'],
    ],
    [
      'insert into event (id, owner_id, mode, type, data, created_at) values (?, ?, ?, ?, ?, ?)',
      [
        newId('evt'),
        seller,
        'test',
        'listing.purchased',
        JSON.stringify({ id: purchase, listing_id: listing, amount: 4900 }),
        now,
      ],
    ],
  ]
}

/** Runs `work` on so many lanes for a while; answers how often it was done a second. */
async function perSecond(lanes: number, work: () => unknown): Promise<number> {
  let done = 0
  const startedAt = performance.now()
  const until = startedAt + seconds * 1000
  const lane = async () => {
    while (performance.now() < until) {
      await work()
      done++
    }
  }
  await Promise.all(Array.from({ length: lanes }, lane))
  return done / ((performance.now() - startedAt) / 1000)
}

interface Bare {
  buy(): Promise<void> | void
  close(): Promise<void> | void
}

function bareSqlite(file: string, stocked: Stock): Bare {
  const database = new DatabaseSync(file)
  database.exec('pragma journal_mode = wal; pragma synchronous = full; pragma foreign_keys = on')
  const statements = new Map<string, ReturnType<DatabaseSync['prepare']>>()
  return {
    buy() {
      database.exec('begin immediate')
      for (const [sql, parameters] of fiveInserts(stocked)) {
        let statement = statements.get(sql)
        if (!statement) {
          statement = database.prepare(sql)
          statements.set(sql, statement)
        }
        statement.run(...parameters)
      }
      database.exec('commit')
    },
    close: () => database.close(),
  }
}

function barePostgres(url: string, connections: number, stocked: Stock): Bare {
  const pool = new pg.Pool({ connectionString: url, max: connections })
  const numbered = (sql: string) => {
    let at = 0
    return sql.replace(/\?/g, () => `$${++at}`)
  }
  const names = new Map<string, { name: string; text: string }>()
  return {
    async buy() {
      const client = await pool.connect()
      await client.query('begin')
      for (const [sql, parameters] of fiveInserts(stocked)) {
        let named = names.get(sql)
        if (!named) {
          named = { name: `bench${names.size}`, text: numbered(sql) }
          names.set(sql, named)
        }
        await client.query({ ...named, values: parameters })
      }
      await client.query('commit')
      client.release()
    },
    close: () => pool.end(),
  }
}

async function compare(kind: string, dataFolder: string, url: string | undefined) {
  const database = await openDatabase({ dataFolder, url })
  const blobs = await openBlobStore({
    url: undefined,
    dataFolder,
    s3: { endpoint: undefined, region: '', accessKeyId: undefined, secretAccessKey: undefined },
  })
  const commerce = new Commerce({
    database,
    blobs,
    log: pino({ level: 'silent' }),
    feeBasisPoints: 2500,
    stripe: undefined,
  })
  const stocked = await stock(database)
  const buy = () =>
    createPurchase(commerce, stocked.caller, { listing_id: stocked.listing, payment_method: 'pm_card_visa' })
  for (const connections of [1, 32]) {
    const bare =
      url === undefined
        ? bareSqlite(join(dataFolder, 'nodeyard.sqlite'), stocked)
        : barePostgres(url, connections, stocked)
    const results = await runRounds(rounds, {
      bare: () => perSecond(connections, () => bare.buy()),
      ours: () => perSecond(connections, buy),
    })
    await bare.close()
    console.log()
    printSpread(`${kind}, ${connections} at a time, five bare inserts/s`, results.bare, '', 0)
    printSpread(`${kind}, ${connections} at a time, purchases/s`, results.ours, '', 0)
    printSpread(
      `${kind}, ${connections} at a time, purchases / bare (≥ 0.6)`,
      ratios(results.ours, results.bare),
      '×',
    )
  }
  await commerce.close()
  await database.close()
}

const folder = await mkdtemp(join(tmpdir(), 'nodeyard-bench-'))
try {
  await compare('SQLite', folder, undefined)
  if (process.env.DATABASE_URL) await compare('PostgreSQL', folder, process.env.DATABASE_URL)
  else console.log('\nset DATABASE_URL to an empty database to compare PostgreSQL too')
} finally {
  await rm(folder, { recursive: true, force: true })
}
