import { Readable } from 'node:stream'
import { Type } from 'typebox'
import { actFor } from '../../../domain/accounts/act-for.ts'
import {
  type BalanceLine,
  getBalance,
  listBalanceLines,
  readStatement,
} from '../../../domain/commerce/balance.ts'
import { checkBooks } from '../../../domain/commerce/check-books.ts'
import { nameParties } from '../../../domain/commerce/purchases/name-parties.ts'
import { requireAdmin } from '../../../domain/commerce/require-admin.ts'
import { openPage } from '../../../http/cursor.ts'
import type { Routes } from '../../../http/surface.ts'
import { SlugInPath } from '../account-schemas.ts'
import { BalanceLineShape, toBalanceLine } from '../commerce-schemas.ts'
import { iso } from '../iso.ts'
import { CurrencyName, MoneyShape } from '../listing-schemas.ts'
import { readTime } from '../read-time.ts'
import { PageQuery, pageOf } from '../schemas.ts'

const Owner = { owner: Type.Optional(SlugInPath) }
const Day = (description: string) => Type.Optional(Type.String({ format: 'date-time', description }))

const COLUMNS = [
  'created_at',
  'type',
  'id',
  'source_id',
  'purchase_id',
  'currency',
  'amount_minor',
  'available_at',
]

const balance: Routes = (app, { database, signer }) => {
  const config = { scope: 'payouts:read' } as const

  app.get(
    '/balance',
    {
      config,
      schema: {
        operationId: 'getBalance',
        summary: 'What you have earned: to spend or be paid out now, held back, and on its way',
        description: 'Earnings are pending for seven days.',
        querystring: Type.Object(Owner),
        response: {
          200: Type.Object({
            available: Type.Array(MoneyShape),
            pending: Type.Array(MoneyShape),
            in_transit: Type.Array(MoneyShape),
          }),
        },
      },
    },
    async ({ caller, query }) => {
      const { available, pending, inTransit } = await getBalance(database.read, caller, query.owner)
      return { available, pending, in_transit: inTransit }
    },
  )

  app.get(
    '/balance/transactions',
    {
      config,
      schema: {
        operationId: 'listBalanceTransactions',
        summary: 'Everything that added to your balance or took from it, the newest first',
        querystring: Type.Object({ ...Owner, currency: Type.Optional(CurrencyName), ...PageQuery }),
        response: { 200: pageOf(BalanceLineShape) },
      },
    },
    async (request) => {
      const { after, limit, answer } = openPage<string>(signer, request)
      const { caller, query } = request
      const ownerId = await actFor(database.read, caller, query.owner)
      const filter = { currency: query.currency, after, limit: limit + 1, order: 'desc' } as const
      const lines = await listBalanceLines(database.slow, { ownerId, mode: caller.mode }, filter)
      const parties = await nameParties(database.slow, purchasesOf(lines))
      return answer(
        lines,
        ({ id }) => id,
        (line) => toBalanceLine(line, parties.get(line.purchase_id ?? '')),
      )
    },
  )

  app.get(
    '/balance/statement',
    {
      config,
      schema: {
        operationId: 'getStatement',
        summary: 'The same as a CSV file, the oldest first, however long',
        description: `Columns: ${COLUMNS.join(', ')}. Amounts are minor units, below zero for what was taken.`,
        querystring: Type.Object({
          ...Owner,
          currency: Type.Optional(CurrencyName),
          from: Day('From this time on.'),
          to: Day('Up to this time, without it.'),
        }),
        response: { 200: { description: 'CSV', content: { 'text/csv': { schema: Type.String() } } } },
      },
    },
    async ({ caller, query }, reply) => {
      const ownerId = await actFor(database.read, caller, query.owner)
      const lines = readStatement(
        database.slow,
        { ownerId, mode: caller.mode },
        { currency: query.currency, from: toMs('from', query.from), to: toMs('to', query.to) },
      )
      const rows = Readable.from(toRows(lines))
      reply.header('content-disposition', 'attachment; filename="statement.csv"')
      const { stringify } = await import('csv-stringify')
      const csv = stringify({ header: true, columns: COLUMNS })
      rows.on('error', (error) => csv.destroy(error))
      // A stream, whatever the schema of the text in it says.
      return reply.type('text/csv; charset=utf-8').send(rows.pipe(csv) as unknown as string)
    },
  )

  app.post(
    '/money_audits',
    {
      config: { scope: '*', idempotent: false },
      schema: {
        operationId: 'auditMoney',
        summary: 'Add up all the books of this installation, as an administrator',
        description:
          'What was sold, charged, refunded and paid out against what the ledger moved, and every paid purchase ' +
          'against its grant.',
        response: {
          200: Type.Object({
            purchases: Type.Integer(),
            movements: Type.Integer(),
            unfinished: Type.Integer(),
            problems: Type.Array(Type.Object({ problem: Type.String(), id: Type.String() })),
          }),
        },
      },
    },
    async ({ caller }) => {
      requireAdmin(caller)
      return checkBooks(database)
    },
  )
}
export default balance

const purchasesOf = (lines: readonly BalanceLine[]) =>
  lines.flatMap(({ purchase_id: id }) => (id === null ? [] : [{ id }]))

const toMs = (field: string, time: string | undefined) =>
  time === undefined ? undefined : readTime(field, time)

async function* toRows(lines: ReturnType<typeof readStatement>) {
  for await (const line of lines) {
    yield [
      iso(line.created_at),
      line.type,
      line.id,
      line.source_id,
      line.purchase_id,
      line.currency,
      line.amount,
      iso(line.available_at),
    ]
  }
}
