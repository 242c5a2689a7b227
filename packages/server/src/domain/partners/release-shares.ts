import type { Trx } from '../../db/database.ts'
import { newId } from '../../ids.ts'
import { readEncryptedManifest } from './encrypted-manifest.ts'
import type { Grid } from './grid.ts'

export const RELEASE_JOB = 'release-shares'

const CHUNK = 100
const MOST_WAIT = 3600_000

/** Notes for every worker of an encrypted model that its share is to go. */
export async function releaseShares(
  { database }: Pick<Grid, 'database'>,
  trx: Trx,
  manifest: string,
  now: number,
): Promise<void> {
  const { workers, shares } = readEncryptedManifest(manifest)
  for (const [part, { share_id, token }] of shares.entries()) {
    const address = workers[part]![1]
    await trx
      .insertInto('grid_release')
      .values({ id: newId('grl'), address, share_id, token, error: null, created_at: now, next_at: now })
      .execute()
  }
  await database.queue.enqueue(trx, RELEASE_JOB, {}, { key: `${RELEASE_JOB}:now` })
}

/** Tells the workers, again and again while they cannot be reached: a share that nobody deletes is kept for ever. */
export async function tellReleases({ database, partnerClient }: Grid, now = Date.now()): Promise<void> {
  const due = await database.read
    .selectFrom('grid_release')
    .selectAll()
    .where('next_at', '<=', now)
    .orderBy('next_at')
    .limit(CHUNK)
    .execute()
  await Promise.all(
    due.map(async ({ id, address, share_id: shareId, token, attempts }) => {
      const problem = await partnerClient
        .ask(address, {
          method: 'DELETE',
          path: `/grid/shares/${shareId}`,
          headers: { 'x-share-token': token },
        })
        .then(
          ({ status }) => (status === 200 || status === 404 ? undefined : `it answered ${status}`),
          (error: Error) => error.message,
        )
      await database.write(async (trx) => {
        if (problem === undefined) {
          await trx.deleteFrom('grid_release').where('id', '=', id).execute()
          return
        }
        const wait = Math.min(2 ** Math.min(attempts, 20) * 5000, MOST_WAIT)
        await trx
          .updateTable('grid_release')
          .set({ attempts: attempts + 1, error: problem, next_at: now + wait })
          .where('id', '=', id)
          .execute()
      })
    }),
  )
}
