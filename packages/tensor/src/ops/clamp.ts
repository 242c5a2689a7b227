import { asFloat } from '../graph/define-elementwise.ts'
import { defineOp } from '../graph/define-op.ts'
import { isFloat, isSmall, NUMBERS } from '../graph/dtype.ts'
import type { Tensor } from '../graph/tensor.ts'
import { TensorError } from '../graph/tensor-error.ts'
import { map } from '../reference/iterate.ts'
import type { OpCheck } from '../reference/op-check.ts'

interface Attributes {
  min: number | undefined
  max: number | undefined
}

const op = defineOp<Attributes, 1>({
  name: 'clamp',
  dtypes: NUMBERS,
  outputs: ([x]) => [x],
  onnx: (emitter, [x], { attributes: { min, max }, inputs: [{ dtype }] }) =>
    // A limit that is left out is the largest finite number to ONNX Runtime, which would cut infinities off.
    emitter.emit('Clip', [
      x,
      ...[min ?? -Infinity, max ?? Infinity].map((limit) =>
        Number.isFinite(limit) || isFloat(dtype) ? emitter.scalar(limit, dtype) : '',
      ),
    ]),
  grad: ({ up, inputs: [x], attributes: { min, max } }) => {
    let gradient = up
    if (min !== undefined) gradient = gradient.mul(x.ge(min).to(x.dtype))
    if (max !== undefined) gradient = gradient.mul(x.le(max).to(x.dtype))
    return [gradient]
  },
})

/**
 * Elements below `min` become it, those above `max` likewise. The gradient passes where they are in between.
 *
 * @example
 * clamp(tensor([-2, 0, 2]), -1, 1) // [-1, 0, 1]
 */
export function clamp(x: Tensor, min?: number, max?: number): Tensor {
  if (min === undefined && max === undefined) throw new TensorError('argument', 'clamp wants a limit')
  const needsFloat = [min, max].some((limit) => limit !== undefined && !Number.isInteger(limit))
  if (needsFloat) return op.apply([asFloat(x)], { min, max })
  return isSmall(x.dtype) ? op.apply([x.to('int32')], { min, max }).to(x.dtype) : op.apply([x], { min, max })
}

export const check: OpCheck<Attributes> = {
  op,
  reference: ([x], { min = -Infinity, max = Infinity }) => map(x, (v) => Math.min(Math.max(v, min), max)),
  samples: (random) => [
    { inputs: [random.distinct([3, 4])], attributes: { min: -1, max: 1 } },
    { inputs: [random.distinct([5])], attributes: { min: undefined, max: 0.5 } },
    { inputs: [random.distinct([])], attributes: { min: 0, max: undefined } },
  ],
}
