import { asFloat, defineUnary } from '../graph/define-elementwise.ts'
import type { Tensor } from '../graph/tensor.ts'
import { map } from '../reference/iterate.ts'
import type { OpCheck } from '../reference/op-check.ts'
import { unitSamples } from '../reference/samples.ts'
import { sub } from './sub.ts'

const op = defineUnary({
  name: 'acos',
  onnx: 'Acos',
  dtypes: ['float32'],
  grad: (up, x) => up.div(sub(1, x.mul(x)).sqrt()).neg(),
})

/**
 * The arc cosine of each element.
 *
 * @example
 * acos(tensor([1, 0])) // [0, 1.5708]
 */
export function acos(x: Tensor): Tensor {
  return op.apply([asFloat(x)], {})
}

export const check: OpCheck = {
  op,
  reference: ([x]) => map(x, Math.acos),
  samples: unitSamples,
}
