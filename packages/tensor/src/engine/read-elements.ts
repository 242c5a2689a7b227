import type { HostArray } from '../graph/dtype.ts'
import { elementsOf } from '../graph/elements-of.ts'
import type { Leaf, Value } from '../graph/value.ts'
import { copyInSlices, LARGE_COPY } from './copy-large.ts'

/** The elements of data, like `elementsOf`; what has to be copied, and is large, without holding the event loop. */
export async function readElements(value: Value, data: Leaf & { kind: 'data' }): Promise<HostArray> {
  const { loan } = data
  if (!loan || data.data.byteLength < LARGE_COPY) return elementsOf(value, data)
  const copying = copyInSlices(data.data)
  // Whoever ends the loan meanwhile ends it when all has been copied.
  const prolonged = { lender: loan.lender, end: () => void copying.then(() => loan.end()) }
  data.loan = prolonged
  const copy = await copying
  if (data.loan === prolonged) {
    data.data = copy
    data.loan = undefined
    prolonged.end()
  }
  return copy
}
