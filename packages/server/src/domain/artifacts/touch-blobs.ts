import type { Trx } from '../../db/database.ts'

const CHUNK = 400

/**
 * Keeps blobs from the garbage collector for its time of grace, so that a reference to them can be written
 * in this transaction. What the collector was faster with is not among the answer.
 */
export async function touchBlobs(trx: Trx, sha256s: readonly string[], now: number): Promise<Set<string>> {
  const present = new Set<string>()
  // In one order everywhere: two transactions that touch the same blobs do not wait for each other.
  const sorted = sha256s.toSorted()
  for (let start = 0; start < sorted.length; start += CHUNK) {
    const rows = await trx
      .updateTable('blob')
      .set({ touched_at: now })
      .where('sha256', 'in', sorted.slice(start, start + CHUNK))
      .where('state', '=', 'present')
      .returning('sha256')
      .execute()
    for (const { sha256 } of rows) present.add(sha256)
  }
  return present
}
