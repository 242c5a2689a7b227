import { defineOp } from '../graph/define-op.ts'
import { show, sizeOf } from '../graph/shape.ts'
import type { Tensor } from '../graph/tensor.ts'
import { TensorError } from '../graph/tensor-error.ts'
import type { OpCheck, Plain } from '../reference/op-check.ts'

interface Attributes {
  eps: number
}

const op = defineOp<Attributes, 3>({
  name: 'batchNorm',
  dtypes: ['float32'],
  outputs: ([x, weight, bias]) => {
    const channels = x.shape[1]
    if (channels === undefined || sizeOf(weight.shape) !== channels || sizeOf(bias.shape) !== channels) {
      throw new TensorError(
        'shape',
        `weights ${show(weight.shape)} do not fit the channels of ${show(x.shape)}`,
      )
    }
    const statistics = { dtype: x.dtype, shape: [channels] }
    return [x, statistics, statistics]
  },
  // ONNX Runtime does not train this operator, but it normalises by any statistics in one pass over the data.
  onnx: (emitter, [x, weight, bias], { attributes: { eps }, inputs: [{ shape, dtype }], isUsed }) => {
    const dims = emitter.ints(shape.map((_, i) => i).filter((i) => i !== 1))
    const mean = emitter.emit('ReduceMean', [x, dims], { keepdims: { int: 0 } })
    const spread = emitter.emit('Reshape', [mean, emitter.ints([-1, ...shape.slice(2).map(() => 1)])])
    const centred = emitter.emit('Sub', [x, spread])
    const squares = emitter.emit('Mul', [centred, centred])
    const variance = emitter.emit('ReduceMean', [squares, dims], { keepdims: { int: 0 } })
    const inputs = [x, weight, bias, mean, variance]
    const normal = emitter.emit('BatchNormalization', inputs, { epsilon: { float: eps } })
    if (!isUsed[2]) return [normal, mean, '']
    const shifted = emitter.emit('Add', [variance, emitter.scalar(eps, dtype)])
    return [normal, mean, emitter.emit('Reciprocal', [emitter.emit('Sqrt', [shifted])])]
  },
  grad: ({ up, known, inputs: [x, weight], outputs: [, mean, inverse] }) => {
    const dims = x.shape.map((_, i) => i).filter((i) => i !== 1)
    const count = x.numel / x.shape[1]!
    const spread = (values: Tensor) => values.reshape([-1, ...x.shape.slice(2).map(() => 1)])
    const centred = x.sub(spread(mean!))
    const ofBias = up.sum(dims)
    const ofWeight = up.mul(centred).sum(dims).mul(inverse!)
    // Each pass over the data counts: whatever is one number for each channel is put together first.
    const slope = inverse!.mul(weight)
    const share = slope.div(-count)
    const byData = centred.mul(spread(share.mul(ofWeight).mul(inverse!)))
    let dx = up.mul(spread(slope)).add(byData.add(spread(share.mul(ofBias))))
    // The statistics are outputs too: only a gradient of this gradient depends on x by way of them.
    const [, ofMean, ofInverse] = known
    if (ofMean) dx = dx.add(spread(ofMean.div(count)))
    if (ofInverse) dx = dx.sub(centred.mul(spread(ofInverse.mul(inverse!.pow(3)).div(count))))
    return [dx, ofWeight, ofBias]
  },
})

/**
 * Every channel of x [N, C, ...] brought to mean 0 and variance 1 over the batch, then scaled and shifted by weight
 * and bias [C]. Also the means and inverse deviations it found.
 *
 * @example
 * batchNormOp(tensor([[1], [3]]), ones([1]), zeros([1]), { eps: 0 }).normal // [[-1], [1]]
 */
export function batchNormOp(
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
  reference: (inputs, { eps }) => {
    const [x, weight, bias] = inputs as [Plain, Plain, Plain]
    const channels = x.shape[1]!
    const plane = sizeOf(x.shape.slice(2))
    const channelOf = (i: number) => Math.floor(i / plane) % channels
    const count = x.data.length / channels
    const sums = (f: (value: number, channel: number) => number) => {
      const totals = new Float64Array(channels)
      for (const [i, value] of x.data.entries()) totals[channelOf(i)]! += f(value, channelOf(i))
      return totals.map((total) => total / count)
    }
    const means = sums((value) => value)
    const inverses = sums((value, c) => (value - means[c]!) ** 2).map(
      (variance) => 1 / Math.sqrt(variance + eps),
    )
    const normal = x.data.map((value, i) => {
      const c = channelOf(i)
      return (value - means[c]!) * inverses[c]! * weight.data[c]! + bias.data[c]!
    })
    return [normal, means, inverses]
  },
  samples: (random) => [
    { inputs: [random.normal([3, 2, 2]), random.normal([2]), random.normal([2])], attributes: { eps: 1e-5 } },
    {
      inputs: [random.normal([2, 3, 2, 2]), random.normal([3]), random.normal([3])],
      attributes: { eps: 1e-3 },
    },
    { inputs: [random.normal([5, 2]), random.normal([2]), random.normal([2])], attributes: { eps: 1e-5 } },
  ],
  tolerance: 1e-5,
}
