import { sql } from 'kysely'
import type { Database, Db } from '../../db/database.ts'

export interface BookProblem {
  /** What is wrong, in one sentence. */
  problem: string
  /** The purchase, refund, payout or account it is wrong with. */
  id: string
}

export interface BookCheck {
  purchases: number
  movements: number
  /** Payments that are under way: nothing is wrong with them yet. */
  unfinished: number
  /** At most a hundred of each kind. */
  problems: BookProblem[]
}

const PAID = sql`('succeeded', 'refunded', 'partially_refunded', 'disputed')`
const MOST = 100

/** Every rule that must hold of the books, as a query for what breaks it: an id each. */
const RULES: Record<string, ReturnType<typeof sql<{ id: string }>>> = {
  'a paid purchase whose price is not what the ledger moved': sql`
    select purchase.id from purchase
    left join (select source_id, sum(amount) as moved from ledger where kind = 'charge' group by source_id) as charge
      on charge.source_id = purchase.id
    where purchase.status in ${PAID} and purchase.amount <> coalesce(charge.moved, 0)`,
  'money moved for a purchase that is not paid': sql`
    select distinct ledger.source_id as id from ledger
    left join purchase on purchase.id = ledger.source_id
    where ledger.kind = 'charge' and (purchase.id is null or purchase.status not in ${PAID})`,
  'a paid purchase without its grant': sql`
    select purchase.id from purchase
    left join artifact_grant on artifact_grant.purchase_id = purchase.id and artifact_grant.id = purchase.grant_id
    where purchase.kind = 'initial' and purchase.status in ${PAID} and artifact_grant.id is null`,
  'a grant of a purchase that is not paid': sql`
    select artifact_grant.id from artifact_grant
    join purchase on purchase.id = artifact_grant.purchase_id
    where purchase.status not in ${PAID}`,
  'a purchase that is wholly refunded and whose grant still holds': sql`
    select purchase.id from purchase
    join artifact_grant on artifact_grant.id = purchase.grant_id
    where purchase.status = 'refunded' and purchase.amount > 0 and artifact_grant.revoked_at is null`,
  'a purchase whose refunds are not what it says': sql`
    select purchase.id from purchase
    left join (
      select purchase_id,
        sum(case when status = 'succeeded' then amount else 0 end) as done,
        sum(case when status = 'succeeded' then fee else 0 end) as fees,
        sum(case when status = 'pending' then amount else 0 end) as waiting
      from refund group by purchase_id
    ) as given on given.purchase_id = purchase.id
    where purchase.refunded <> coalesce(given.done, 0) or purchase.refunded_fee <> coalesce(given.fees, 0)
      or purchase.refund_pending <> coalesce(given.waiting, 0)`,
  'a refund that the ledger does not know as it is': sql`
    select refund.id from refund
    left join (
      select source_id, sum(case when kind = 'refund' then amount else -amount end) as moved
      from ledger where kind in ('refund', 'refund_returned') group by source_id
    ) as back on back.source_id = refund.id
    where coalesce(back.moved, 0) <> case when refund.status = 'succeeded' then refund.amount else 0 end`,
  'a payout that the ledger does not know as it is': sql`
    select payout.id from payout
    left join (
      select source_id,
        sum(case when kind = 'payout' then amount else 0 end) as out_of,
        sum(case when kind = 'payout_paid' then amount else 0 end) as paid,
        sum(case when kind = 'payout_returned' then amount else 0 end) as returned
      from ledger where kind in ('payout', 'payout_paid', 'payout_returned') group by source_id
    ) as moved on moved.source_id = payout.id
    where coalesce(moved.out_of, 0) <> payout.amount
      or coalesce(moved.paid, 0) <> case when payout.status in ('paid', 'reversed') then payout.amount else 0 end
      or coalesce(moved.returned, 0) <> case when payout.status in ('failed', 'reversed') then payout.amount else 0 end`,
  'a paid invoice whose purchase is not paid, or the other way round': sql`
    select invoice.id from invoice
    left join purchase on purchase.id = invoice.purchase_id
    where (invoice.status = 'paid') <> (purchase.status is not null and purchase.status in ${PAID})`,
  'a subscription whose periods are not its paid renewals': sql`
    select subscription.id from subscription
    left join (
      select subscription_id, count(*) as paid from invoice where kind = 'renewal' and status = 'paid' group by subscription_id
    ) as renewals on renewals.subscription_id = subscription.id
    where subscription.pricing_model = 'subscription' and subscription.status <> 'canceled'
      and subscription.periods <> coalesce(renewals.paid, 0) + case when subscription.trial_end is null then 1 else 0 end`,
  'a purchase that the test provider charged another sum for': sql`
    select purchase.id from purchase
    left join (
      select substr(request_key, 1, 30) as purchase_id, sum(amount) as charged
      from test_provider where kind = 'charge' and status = 'succeeded' group by substr(request_key, 1, 30)
    ) as charge on charge.purchase_id = purchase.id
    where purchase.provider = 'test' and purchase.status in ${PAID} and purchase.amount <> coalesce(charge.charged, 0)`,
  'a charge of the test provider for a purchase that failed or is not there': sql`
    select test_provider.request_key as id from test_provider
    left join purchase on purchase.id = substr(test_provider.request_key, 1, 30)
    where test_provider.kind = 'charge' and test_provider.status = 'succeeded'
      and (purchase.id is null or purchase.status = 'failed')`,
}

/**
 * Adds everything up: what was sold, charged, refunded and paid out against what the ledger moved, and every
 * paid purchase against its grant. That debits equal credits is the form of the ledger itself.
 */
export async function checkBooks({ slow: db }: Pick<Database, 'slow'>): Promise<BookCheck> {
  const problems: BookProblem[] = []
  for (const [problem, query] of Object.entries(RULES)) {
    const { rows } = await sql<{ id: string }>`${query} limit ${sql.lit(MOST)}`.execute(db)
    problems.push(...rows.map(({ id }) => ({ problem, id })))
  }
  return {
    purchases: await count(db, 'purchase'),
    movements: await count(db, 'ledger'),
    unfinished: await countUnfinished(db),
    problems,
  }
}

async function count(db: Db, table: 'purchase' | 'ledger'): Promise<number> {
  const row = await db
    .selectFrom(table)
    .select((rows) => rows.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow()
  return Number(row.total)
}

async function countUnfinished(db: Db): Promise<number> {
  const { rows } = await sql<{ total: number }>`
    select (select count(*) from purchase where status = 'processing')
      + (select count(*) from refund where status = 'pending')
      + (select count(*) from payout where status = 'pending') as total`.execute(db)
  return Number(rows[0]!.total)
}
