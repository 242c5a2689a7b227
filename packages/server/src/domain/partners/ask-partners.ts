import pLimit from 'p-limit'
import type { Grid } from './grid.ts'
import type { PartnerRequest } from './partner-client.ts'
import { listPartners, type Partner } from './partners.ts'

const AT_ONCE = 32
/** Of all answers together: whoever joins a network may say what they like, and join as often as they like. */
const MOST_BYTES = 64 * 1024 * 1024

export interface PartnerAnswered<Answer> {
  partner: Partner
  answer: Answer
}

export interface Asked<Answer> {
  answers: PartnerAnswered<Answer>[]
  /** Who did not answer, or nothing sensible. */
  unreachable: { id: string; reason: string }[]
}

/**
 * Asks every node of the network the same. Who does not answer is left out and named; what was learned of who is
 * there is remembered.
 *
 * @param read takes what it wants from an answer; undefined for an answer that makes no sense
 */
export async function askPartners<Answer>(
  grid: Grid,
  request: PartnerRequest,
  read: (status: number, body: unknown) => Answer | undefined,
): Promise<Asked<Answer>> {
  const limit = pLimit(AT_ONCE)
  const allowance = { bytes: MOST_BYTES }
  const partners = await listPartners(grid.database.read, 'joined')
  const asked: Asked<Answer> = { answers: [], unreachable: [] }
  const outcomes = await Promise.all(
    partners.map((partner) =>
      limit(async () => {
        const outcome = await askOne(grid, partner, { ...request, allowance }, read)
        return { partner, outcome }
      }),
    ),
  )
  for (const { partner, outcome } of outcomes) {
    if ('answer' in outcome) asked.answers.push({ partner, answer: outcome.answer })
    else asked.unreachable.push({ id: partner.id, reason: outcome.reason })
  }
  const news = outcomes.filter(({ partner, outcome }) => (partner.error === null) !== 'answer' in outcome)
  await note(
    grid,
    news.map(({ partner, outcome }) => ({ partner, reason: 'answer' in outcome ? null : outcome.reason })),
  )
  return asked
}

async function askOne<Answer>(
  { partnerClient }: Grid,
  { address, node_key }: Partner,
  request: PartnerRequest,
  read: (status: number, body: unknown) => Answer | undefined,
): Promise<{ answer: Answer } | { reason: string }> {
  try {
    const headers = {
      ...request.headers,
      ...(node_key === null ? {} : { authorization: `Bearer ${node_key}` }),
    }
    const { status, body } = await partnerClient.ask(address, { ...request, headers })
    const answer = read(status, body)
    if (answer !== undefined) return { answer }
    return {
      reason:
        status === 401 && node_key === null
          ? 'it wants a key'
          : status === 401 || status === 403
            ? 'it does not take the key it gave'
            : `it answered ${status} and nothing that makes sense`,
    }
  } catch (error) {
    return { reason: (error as Error).message }
  }
}

/** Asks every partner who it is, and notes who is there. */
export async function checkPartners(grid: Grid): Promise<void> {
  const limit = pLimit(AT_ONCE)
  const all = await Promise.all(
    (['joined', 'connected'] as const).map((kind) => listPartners(grid.database.read, kind)),
  )
  const found = await Promise.all(
    all.flat().map((partner) =>
      limit(async () => {
        const isThere = (status: number) => (status === 200 ? true : undefined)
        const outcome = await askOne(grid, partner, { method: 'GET', path: '/identity/' }, isThere)
        return { partner, reason: 'answer' in outcome ? null : outcome.reason }
      }),
    ),
  )
  await note(grid, found)
}

async function note({ database }: Grid, found: { partner: Partner; reason: string | null }[]): Promise<void> {
  if (found.length === 0) return
  const now = Date.now()
  await database.write(async (trx) => {
    for (const { partner, reason } of found) {
      await trx
        .updateTable('grid_partner')
        .set({ checked_at: now, error: reason, ...(reason === null ? { reached_at: now } : {}) })
        .where('kind', '=', partner.kind)
        .where('id', '=', partner.id)
        .execute()
    }
  })
}
