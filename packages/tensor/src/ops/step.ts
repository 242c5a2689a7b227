import { fullLike } from '../functions/creation.ts'
import { defineOp } from '../graph/define-op.ts'
import { FLOATS } from '../graph/dtype.ts'
import type { Tensor } from '../graph/tensor.ts'
import { map } from '../reference/iterate.ts'
import type { OpCheck } from '../reference/op-check.ts'
import { distinctSamples } from '../reference/samples.ts'

const op = defineOp<object, 1>({
  name: 'step',
  dtypes: FLOATS,
  outputs: ([x]) => [x],
  // ONNX Runtime vectorises these, but not Sign, nor a comparison and a cast: half the time on large tensors.
  onnx: (emitter, [x], { inputs: [{ dtype }] }) => {
    if (dtype === 'float32') {
      return emitter.emit('HardSigmoid', [x], { alpha: { float: 3e38 }, beta: { float: 0 } })
    }
    const steep = emitter.emit('Mul', [x, emitter.scalar(1e308, dtype)])
    return emitter.emit('Clip', [steep, emitter.scalar(0, dtype), emitter.scalar(1, dtype)])
  },
  grad: ({ inputs: [x] }) => [fullLike(x, 0)],
})

/**
 * 1 where an element is positive, else 0: the slope of relu.
 *
 * @example
 * step(tensor([-1, 0, 2])) // [0, 0, 1]
 */
export function step(x: Tensor): Tensor {
  return op.apply([x], {})
}

export const check: OpCheck = {
  op,
  reference: ([x]) => map(x, (v) => (v > 0 ? 1 : 0)),
  samples: distinctSamples,
}
