import { setTimeout } from 'node:timers/promises'
import type { Insertable } from 'kysely'
import type { Database, Trx } from '../../../db/database.ts'
import type { TestProviderTable } from '../../../db/tables/commerce.ts'
import { template } from '../../../db/template.ts'
import { randomText } from '../../accounts/secrets.ts'
import { refuseField } from '../refuse-field.ts'
import {
  type Charge,
  type ChargeResult,
  type PaymentProvider,
  ProviderUnknown,
  type TransferResult,
} from './provider.ts'
import { findTestCard, type TestCard } from './test-cards.ts'

interface Entry {
  key: string
  kind: 'charge' | 'refund' | 'payout'
  target: string
  amount: number
  currency: string
  status: string
}

const DAY = 24 * 3600_000

/**
 * The provider of test mode: it takes no real money, keeps books of its own (`test_provider`) and behaves as
 * a real one does, tokens for what goes wrong included.
 *
 * What takes it no time is settled in the caller's own transaction, since its books are in the same
 * database. Slow tokens go the long way, as with a company somewhere else.
 */
export class TestProvider implements PaymentProvider {
  readonly name = 'test'
  readonly #database: Database

  constructor(database: Database) {
    this.#database = database
  }

  async chargeHere(trx: Trx, charge: Charge): Promise<ChargeResult | undefined> {
    const card = cardOf(charge.method)
    if (card.delayMs !== undefined) return undefined
    return toResult(card, await record(trx, entryOf(charge, card)), charge.isOffSession)
  }

  async charge(charge: Charge): Promise<ChargeResult> {
    const card = cardOf(charge.method)
    const isKnown = (await this.#find(charge.key)) !== undefined
    if (card.loses === 'before' && !isKnown) {
      // The request is lost once: that it came is all that is written down.
      const entry = { ...entryOf(charge, card), key: `${charge.key}:lost`, status: 'lost', amount: 0 }
      const wasLost = (await this.#find(entry.key)) !== undefined
      if (!wasLost) {
        await this.#database.write((trx) => record(trx, entry))
        throw new ProviderUnknown('the test provider did not get the request')
      }
    }
    const made = await this.#database.write((trx) => record(trx, entryOf(charge, card)))
    if (card.delayMs) await setTimeout(card.delayMs)
    if (card.loses === 'after' && !isKnown)
      throw new ProviderUnknown('the answer of the test provider was lost')
    return toResult(card, made, charge.isOffSession)
  }

  isDisputed(method: string): boolean {
    return findTestCard(method)?.disputes === true
  }

  async findCharge(ref: string): Promise<ChargeResult> {
    // Whoever asks again has confirmed: the test bank believes everybody.
    await this.#database.write((trx) =>
      trx
        .updateTable('test_provider')
        .set({ status: 'succeeded' })
        .where('ref', '=', ref)
        .where('status', '=', 'requires_action')
        .execute(),
    )
    return { status: 'succeeded', ref }
  }

  async refundHere(trx: Trx, { key, chargeRef, amount, currency }: Parameters<PaymentProvider['refund']>[0]) {
    const charge = await trx
      .selectFrom('test_provider')
      .select('target')
      .where('ref', '=', chargeRef)
      .executeTakeFirst()
    if (charge?.target && findTestCard(charge.target)?.delayMs !== undefined) return undefined
    const entry: Entry = { key, kind: 'refund', target: chargeRef, amount, currency, status: 'succeeded' }
    const { ref } = await record(trx, entry)
    return { status: 'succeeded', ref, arrivesAt: null } as const
  }

  async refund({
    key,
    chargeRef,
    amount,
    currency,
  }: Parameters<PaymentProvider['refund']>[0]): Promise<TransferResult> {
    const entry: Entry = { key, kind: 'refund', target: chargeRef, amount, currency, status: 'succeeded' }
    const { ref } = await this.#database.write((trx) => record(trx, entry))
    return { status: 'succeeded', ref, arrivesAt: null }
  }

  /** Under way for a day, as bank transfers are; `ba_test_fail` comes back, `ba_test_instant` arrives at once. */
  async payout({
    key,
    destination,
    amount,
    currency,
    now,
  }: Parameters<PaymentProvider['payout']>[0]): Promise<TransferResult> {
    const entry: Entry = { key, kind: 'payout', target: destination, amount, currency, status: 'in_transit' }
    const { ref } = await this.#database.write((trx) => record(trx, entry))
    if (destination === 'ba_test_instant') return { status: 'succeeded', ref, arrivesAt: now }
    return { status: 'pending', ref, arrivesAt: now + DAY }
  }

  async findPayout(ref: string, destination: string): Promise<TransferResult> {
    if (destination === 'ba_test_fail')
      return { status: 'failed', ref, message: 'the bank account was closed' }
    return { status: 'succeeded', ref, arrivesAt: null }
  }

  async addMethod(token: string) {
    const { brand, last4 } = cardOf(token)
    return { ref: token, brand, last4, expMonth: 12, expYear: 2040, customer: undefined }
  }

  async removeMethod(): Promise<void> {}

  #find(key: string) {
    return this.#database.read
      .selectFrom('test_provider')
      .select('ref')
      .where('request_key', '=', key)
      .executeTakeFirst()
  }
}

/** @throws Fault `validation_failed` for a token that is none of the test provider's */
function cardOf(token: string): TestCard {
  const card = findTestCard(token)
  if (card) return card
  throw refuseField(
    'payment_method',
    'in test mode it is a test card such as pm_card_visa, one of your payment methods, or "balance"',
  )
}

const entryOf = ({ key, method, amount, currency }: Charge, card: TestCard): Entry => ({
  key,
  kind: 'charge',
  target: method,
  amount,
  currency,
  status: card.decline ? 'failed' : card.needsAction ? 'requires_action' : 'succeeded',
})

const addEntry = template<Insertable<TestProviderTable>, { ref: string; status: string }>((db, row) =>
  db
    .insertInto('test_provider')
    .values({
      request_key: row.request_key,
      kind: row.kind,
      ref: row.ref,
      target: row.target,
      amount: row.amount,
      currency: row.currency,
      status: row.status,
      created_at: row.created_at,
    })
    .onConflict((conflict) => conflict.column('request_key').doNothing())
    .returning(['ref', 'status']),
)

/** Writes a line of the books, or finds the one that this key has written before. */
async function record(trx: Trx, { key, ...entry }: Entry): Promise<{ ref: string; status: string }> {
  const ref = `${{ charge: 'ch', refund: 'rf', payout: 'tr' }[entry.kind]}_test_${randomText(12)}`
  const [made] = await addEntry(trx, { request_key: key, ref, ...entry, created_at: Date.now() })
  if (made) return made
  return trx
    .selectFrom('test_provider')
    .select(['ref', 'status'])
    .where('request_key', '=', key)
    .executeTakeFirstOrThrow()
}

function toResult(
  card: TestCard,
  { ref, status }: { ref: string; status: string },
  isOffSession: boolean,
): ChargeResult {
  if (card.decline) return { status: 'failed', ref, ...card.decline }
  if (status !== 'requires_action') return { status: 'succeeded', ref }
  if (isOffSession) {
    return {
      status: 'failed',
      ref,
      code: 'authentication_required',
      message: 'the card’s holder must confirm it',
    }
  }
  return { status: 'requires_action', ref, nextAction: { type: 'confirm', url: null, client_secret: null } }
}
