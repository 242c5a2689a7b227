import type { Trx } from '../../db/database.ts'
import { newId } from '../../ids.ts'

interface Held {
  workers: [id: string, address: string][]
  shares: { share_id: string; token: string }[]
}

/** Notes for every worker of an encrypted model that its share is to go; a job tells them until they have heard. */
export async function releaseShares(trx: Trx, manifest: string, now: number): Promise<void> {
  const { workers, shares } = JSON.parse(manifest) as Held
  for (const [index, { share_id, token }] of shares.entries()) {
    const address = workers[index]![1]
    await trx
      .insertInto('grid_release')
      .values({ id: newId('grl'), address, share_id, token, error: null, created_at: now, next_at: now })
      .execute()
  }
}
