import type { ArgReduceAttributes } from '../graph/define-arg-reduction.ts'
import type { CallableOp } from '../graph/define-op.ts'
import { reduce } from './iterate.ts'
import type { OpCheck } from './op-check.ts'
import { plain } from './samples.ts'

/** The check of an op that finds an element's index: the first of which no other `isBefore` it. */
export const argReduceCheck = (
  op: CallableOp<ArgReduceAttributes, 1>,
  isBefore: (value: number, best: number) => boolean,
): OpCheck<ArgReduceAttributes> => ({
  op,
  reference: ([x], { dim }) =>
    reduce(x!, [dim], (values) =>
      values.reduce((best, value, i) => (isBefore(value, values[best]!) ? i : best), 0),
    ),
  samples: (random) => [
    { inputs: [random.normal([3, 4])], attributes: { dim: 1, keepdim: false } },
    { inputs: [random.normal([3, 2, 2])], attributes: { dim: 0, keepdim: true } },
    { inputs: [plain([1, 3, 3, 1, 1, 3], [2, 3])], attributes: { dim: 1, keepdim: false } },
  ],
})
