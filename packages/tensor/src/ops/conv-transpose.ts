import { type ConvAttributes, convSize, onnxWindow, transposedSize } from '../graph/conv-shape.ts'
import { defineOp } from '../graph/define-op.ts'
import { type Shape, show, sizeOf } from '../graph/shape.ts'
import type { Tensor } from '../graph/tensor.ts'
import { TensorError } from '../graph/tensor-error.ts'
import { convTransposeByProducts, isDeep } from '../onnx/conv-products.ts'
import { convSamples, eachTap } from '../reference/conv.ts'
import type { OpCheck } from '../reference/op-check.ts'
import { conv } from './conv.ts'
import { convWeightGrad } from './conv-weight-grad.ts'

interface Attributes extends ConvAttributes {
  /** Added to one end of each dimension of the output, which more than one size would fit. */
  readonly outputPadding: Shape
}

const op = defineOp<Attributes, 2>({
  name: 'convTranspose',
  dtypes: ['float32'],
  outputs: ([x, weight], attributes) => {
    const { groups, outputPadding } = attributes
    if (x.shape[1] !== weight.shape[0] || x.shape[1]! % groups !== 0) {
      throw new TensorError(
        'shape',
        `weights ${show(weight.shape)} in ${groups} groups do not fit an input ${show(x.shape)}`,
      )
    }
    const smallest = transposedSize(x.shape.slice(2), weight.shape.slice(2), attributes)
    const spatial = smallest.map((size, i) => size + outputPadding[i]!)
    if (spatial.some((size) => size < 1)) {
      throw new TensorError(
        'shape',
        `an output ${show(spatial)} is too small: the padding cuts off all of it`,
      )
    }
    return [{ dtype: x.dtype, shape: [x.shape[0]!, weight.shape[1]! * groups, ...spatial] }]
  },
  onnx: (emitter, inputs, { attributes, inputs: [x, weight], outputs: [out] }) => {
    const [n, o, ...places] = x.shape as [number, number, ...number[]]
    const [, c, ...kernel] = weight.shape as [number, number, ...number[]]
    const sizes = { n, c, o, kernel, spatial: out!.shape.slice(2), places }
    if (isDeep(sizes, attributes)) {
      return convTransposeByProducts(emitter, ...inputs, sizes, attributes)
    }
    return emitter.emit('ConvTranspose', inputs, {
      ...onnxWindow(attributes),
      group: { int: attributes.groups },
      kernel_shape: { ints: kernel },
      output_padding: { ints: attributes.outputPadding },
    })
  },
  grad: ({ up, inputs: [x, weight], attributes: { outputPadding: _, ...attributes } }) => [
    conv(up, weight, undefined, attributes),
    convWeightGrad(up, x, { ...attributes, kernel: weight.shape.slice(2) }),
  ],
})

/**
 * Convolution's way back, and its gradient: x [N, C, ...], weight [C, O / groups, ...].
 *
 * @example
 * const window = { strides: [2], padding: [0], dilations: [1], groups: 1, outputPadding: [0] }
 * convTranspose(tensor([[[1, 2]]]), tensor([[[1, 1]]]), window) // [[[1, 1, 2, 2]]]
 */
export function convTranspose(x: Tensor, weight: Tensor, attributes: Attributes): Tensor {
  return op.apply([x, weight], attributes)
}

export const check: OpCheck<Attributes> = {
  op,
  reference: ([x, weight], attributes, [out]) => {
    const data = new Float64Array(sizeOf(out!.shape))
    eachTap(out!.shape, weight!.shape, x!.shape, attributes, (to, tap, from) => {
      data[to]! += x!.data[from]! * weight!.data[tap]!
    })
    return data
  },
  samples: (random) =>
    convSamples().map(({ x, weight, attributes, ...rest }) => {
      const spatial = convSize(x.slice(2), weight.slice(2), attributes)
      const smallest = transposedSize(spatial, weight.slice(2), attributes)
      return {
        ...rest,
        inputs: [random.normal([x[0]!, weight[0]!, ...spatial]), random.normal(weight)],
        attributes: { ...attributes, outputPadding: smallest.map((size, i) => x[i + 2]! - size) },
      }
    }),
  tolerance: 1e-5,
}
