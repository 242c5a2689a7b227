import type { BatchedAnswer } from './batcher.ts'
import type { Tensors } from './tensor-value.ts'

/** A request on its way through the batcher. */
export interface Pending {
  readonly inputs: Tensors
  /** Size of the first axis of every input; 0 for a request that must run alone. */
  readonly rows: number
  readonly bytes: number
  /** Requests share a run only with those of the same key. */
  readonly key: string
  readonly arrivedAt: number
  isSettled: boolean
  /** Answers or rejects, once; later calls do nothing. */
  settle(error: unknown, answer?: BatchedAnswer): void
}

/** The oldest request and, in order of arrival, every other that can run with it in up to `maxRows` rows. */
export function gatherBatch(queue: Iterable<Pending>, maxRows: number): Pending[] {
  const batch: Pending[] = []
  let rows = 0
  for (const pending of queue) {
    const [oldest] = batch
    if (!oldest) {
      batch.push(pending)
      rows = pending.rows
      if (rows === 0) return batch
    } else if (pending.rows > 0 && pending.key === oldest.key && rows + pending.rows <= maxRows) {
      batch.push(pending)
      rows += pending.rows
    }
    if (rows >= maxRows) return batch
  }
  return batch
}

/** The common size of every input's first axis; 0 when they differ, are empty or have none. */
export function rowCount(inputs: Tensors, names: readonly string[]): number {
  const rows = names.length === 0 ? undefined : inputs[names[0]!]!.shape[0]
  if (rows === undefined) return 0
  for (const name of names) if (inputs[name]!.shape[0] !== rows) return 0
  return rows
}

/** Every input's shape but for its rows, in the order of `names`: a client may send them in another. */
export function trailingShapes(inputs: Tensors, names: readonly string[]): string {
  return names.map((name) => inputs[name]!.shape.slice(1).join()).join(';')
}
