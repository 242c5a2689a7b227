import { defineOp } from '../graph/define-op.ts'
import { sameShape, show, sizeOf } from '../graph/shape.ts'
import type { Tensor } from '../graph/tensor.ts'
import { TensorError } from '../graph/tensor-error.ts'
import type { OpCheck } from '../reference/op-check.ts'

interface Attributes {
  /** How many of the last dimensions are normalised together. */
  rank: number
  eps: number
}

const op = defineOp<Attributes, 3>({
  name: 'layerNorm',
  dtypes: ['float32'],
  outputs: ([x, weight, bias], { rank }) => {
    const lead = x.shape.length - rank
    if (!sameShape(weight.shape, x.shape.slice(lead)) || !sameShape(bias.shape, weight.shape)) {
      throw new TensorError('shape', `weights ${show(weight.shape)} do not fit the end of ${show(x.shape)}`)
    }
    const shape = x.shape.map((dim, i) => (i < lead ? dim : 1))
    const statistics = { dtype: x.dtype, shape }
    return [x, statistics, statistics]
  },
  onnx: (emitter, inputs, { attributes: { rank, eps }, isUsed }) =>
    emitter.emitMany('LayerNormalization', inputs, isUsed[1] || isUsed[2] ? [true, true, true] : [true], {
      axis: { int: -rank },
      epsilon: { float: eps },
    }),
  grad: ({ up, known, inputs: [x, weight, bias], outputs: [, mean, inverse], attributes: { rank } }) => {
    const dims = Array.from({ length: rank }, (_, i) => i - rank)
    const normal = x.sub(mean!).mul(inverse!)
    const weighted = up.mul(weight)
    const projected = normal.mul(weighted.mul(normal).mean(dims, true))
    let dx = weighted.sub(weighted.mean(dims, true)).sub(projected).mul(inverse!)
    // The statistics are outputs too: only a gradient of this gradient depends on x by way of them.
    const count = sizeOf(weight.shape)
    const [, ofMean, ofInverse] = known
    if (ofMean) dx = dx.add(ofMean.div(count))
    if (ofInverse) dx = dx.sub(normal.mul(ofInverse.mul(inverse!).mul(inverse!).div(count)))
    return [dx, up.mul(normal).sumTo(weight.shape), up.sumTo(bias.shape)]
  },
})

/**
 * The last `rank` dimensions of x brought to mean 0 and variance 1, then scaled and shifted by weight and bias (of
 * the size of those dimensions). Also the means and inverse deviations it found.
 *
 * @example
 * layerNormOp(tensor([[1, 3]]), ones([2]), zeros([2]), { rank: 1, eps: 0 }).normal // [[-1, 1]]
 */
export function layerNormOp(
  x: Tensor,
  weight: Tensor,
  bias: Tensor,
  attributes: Attributes,
): { normal: Tensor; mean: Tensor; inverse: Tensor } {
  const [normal, mean, inverse] = op.call([x, weight, bias], attributes)
  return { normal: normal!, mean: mean!, inverse: inverse! }
}

export const check: OpCheck<Attributes> = {
  op,
  reference: ([x, weight, bias], { eps }) => {
    const count = weight!.data.length
    const rows = x!.data.length / count
    const outputs = [
      new Float64Array(x!.data.length),
      new Float64Array(rows),
      new Float64Array(rows),
    ] as const
    for (let row = 0; row < rows; row++) {
      const values = x!.data.subarray(row * count, (row + 1) * count)
      const mean = values.reduce((a, b) => a + b, 0) / count
      const variance = values.reduce((sum, v) => sum + (v - mean) ** 2, 0) / count
      const inverse = 1 / Math.sqrt(variance + eps)
      outputs[0].set(
        values.map((v, i) => (v - mean) * inverse * weight!.data[i]! + bias!.data[i]!),
        row * count,
      )
      outputs[1][row] = mean
      outputs[2][row] = inverse
    }
    return outputs
  },
  samples: (random) => [
    {
      inputs: [random.normal([3, 4]), random.normal([4]), random.normal([4])],
      attributes: { rank: 1, eps: 1e-5 },
    },
    {
      inputs: [random.normal([2, 2, 3]), random.normal([2, 3]), random.normal([2, 3])],
      attributes: { rank: 2, eps: 1e-3 },
    },
  ],
  tolerance: 1e-5,
}
