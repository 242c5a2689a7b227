import type { Trx } from '../../../db/database.ts'

/** A star says as much as this many downloads. */
const STAR = 10
const MOST = 63

/**
 * How popular an artifact is, 0 to 63: two steps for each doubling of its downloads and stars. Steps are
 * coarse on purpose: within one the order of a list stays, and its pages fit together.
 */
export function scoreOf(downloads: number, stars: number): number {
  const points = downloads + STAR * stars
  if (points < 1) return 0
  const doublings = Math.floor(Math.log2(points))
  const isUpperHalf = points >= 2 ** doublings * Math.SQRT2
  return Math.min(MOST, 1 + 2 * doublings + Number(isUpperHalf))
}

/** Gives an artifact the score of its counts, after one of them has changed. */
export async function updateScore(trx: Trx, artifactId: string): Promise<void> {
  const { download_count, star_count, score } = await trx
    .selectFrom('artifact')
    .select(['download_count', 'star_count', 'score'])
    .where('id', '=', artifactId)
    .executeTakeFirstOrThrow()
  const now = scoreOf(download_count, star_count)
  if (now === score) return
  await trx.updateTable('artifact').set({ score: now }).where('id', '=', artifactId).execute()
}
