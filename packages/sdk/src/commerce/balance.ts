import { answerOf, type Connection } from '../client.ts'
import type { operations } from '../generated/marketplace.gen.ts'
import { everyItem, pageQuery } from '../pages.ts'

type Lines = NonNullable<operations['listBalanceTransactions']['parameters']['query']>
type Statement = NonNullable<operations['getStatement']['parameters']['query']>
type Payouts = NonNullable<operations['listPayouts']['parameters']['query']>
export type NewPayout = operations['createPayout']['requestBody']['content']['application/json']

/** What you have earned: to spend now, held back for a week, on its way to the bank. */
export function getBalance(server: Connection, query: { owner?: string } = {}) {
  return answerOf(server.marketplace.GET('/v1/balance', { params: { query } }))
}

/** Everything that added to your balance or took from it, the newest first. */
export function listBalanceTransactions(server: Connection, filters: Omit<Lines, 'cursor' | 'limit'> = {}) {
  return everyItem((cursor) =>
    answerOf(
      server.marketplace.GET('/v1/balance/transactions', {
        params: { query: { ...filters, ...pageQuery(cursor) } },
      }),
    ),
  )
}

/** The same as CSV, the oldest first, piece by piece as it arrives. */
export async function* readStatement(
  server: Connection,
  filters: Statement = {},
): AsyncGenerator<string, void> {
  const response = await server.fetch(`/v1/balance/statement?${new URLSearchParams(filters)}`)
  if (response.body) yield* response.body.pipeThrough(new TextDecoderStream())
}

/** Your payouts, the newest first. */
export function listPayouts(server: Connection, filters: Omit<Payouts, 'cursor' | 'limit'> = {}) {
  return everyItem((cursor) =>
    answerOf(
      server.marketplace.GET('/v1/payouts', { params: { query: { ...filters, ...pageQuery(cursor) } } }),
    ),
  )
}

/** Has what is available paid out now instead of next Monday. */
export function createPayout(server: Connection, body: NewPayout) {
  return answerOf(server.marketplace.POST('/v1/payouts', { body }))
}

/** Says where payouts go. */
export function setPayoutDestination(server: Connection, body: { destination: string; owner?: string }) {
  return answerOf(server.marketplace.PUT('/v1/payout_destination', { body }))
}

/** As an administrator: adds up all the books of the installation. */
export function auditMoney(server: Connection) {
  return answerOf(server.marketplace.POST('/v1/money_audits'))
}
