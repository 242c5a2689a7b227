import { type ConvAttributes, convSize, transposedSize } from '../graph/conv-shape.ts'
import { defineOp, type Emitter } from '../graph/define-op.ts'
import { allocate } from '../graph/dtype.ts'
import { type Shape, sizeOf } from '../graph/shape.ts'
import type { Tensor } from '../graph/tensor.ts'
import { convWeightGradByProducts, isByTap } from '../onnx/conv-products.ts'
import { convSamples, eachTap } from '../reference/conv.ts'
import type { OpCheck } from '../reference/op-check.ts'
import { conv } from './conv.ts'
import { convTranspose } from './conv-transpose.ts'

interface Attributes extends ConvAttributes {
  readonly kernel: Shape
}

const op = defineOp<Attributes, 2>({
  name: 'convWeightGrad',
  dtypes: ['float32'],
  // The weights' elements in their order; which shape, the quickest way to compute them says.
  outputs: ([x, up], { kernel, groups }) => {
    const [o, c] = [up.shape[1]!, x.shape[1]! / groups]
    if (!isByProducts(c, kernel, groups)) return [{ dtype: x.dtype, shape: [o, c, ...kernel] }]
    const terms = x.shape[0]! * sizeOf(up.shape.slice(2))
    const shape = isByTap(c, terms) ? [o, c, sizeOf(kernel)] : [o, c * sizeOf(kernel)]
    return [{ dtype: x.dtype, shape }]
  },
  onnx: (emitter, [x, up], { attributes, inputs: [input, gradient], outputs: [made] }) => {
    const { kernel, groups } = attributes
    // A sum over nothing.
    if (sizeOf(gradient.shape) === 0) {
      const { dtype, shape } = made!
      return emitter.constant(dtype, shape, allocate(dtype, sizeOf(shape)))
    }
    const [n, c, ...spatial] = input.shape as [number, number, ...number[]]
    const [, o, ...places] = gradient.shape as [number, number, ...number[]]
    if (isByProducts(c, kernel, groups)) {
      return convWeightGradByProducts(emitter, x, up, { n, c, o, kernel, spatial, places }, attributes)
    }
    return byConvolution(emitter, x, up, attributes, input.shape, gradient.shape)
  },
  grad: ({ up, inputs: [x, places], attributes }) => {
    const { kernel, ...window } = attributes
    const smallest = transposedSize(places.shape.slice(2), kernel, window)
    const outputPadding = smallest.map((size, i) => x.shape[i + 2]! - size)
    const weight = up.reshape(weightShape(x.shape, places.shape, attributes))
    return [convTranspose(places, weight, { ...window, outputPadding }), conv(x, weight, undefined, window)]
  },
})

const isByProducts = (c: number, kernel: Shape, groups: number) =>
  groups === 1 && (c >= 16 || sizeOf(kernel) <= 9)

const weightShape = (x: Shape, up: Shape, { kernel, groups }: Attributes): Shape => [
  up[1]!,
  x[1]! / groups,
  ...kernel,
]

const range = (from: number, count: number) => Array.from({ length: count }, (_, i) => from + i)

/**
 * A convolution once more, of the input with the output's gradient as its kernel: batch and channels swap places,
 * strides and dilations too. Groups become the batch's companions.
 */
function byConvolution(
  emitter: Emitter,
  x: string,
  up: string,
  attributes: Attributes,
  from: Shape,
  to: Shape,
): string {
  const { kernel, groups, strides, dilations, padding } = attributes
  const [n, c, ...spatial] = from as [number, number, ...number[]]
  const places = to.slice(2)
  const rank = spatial.length
  const grouped = emitter.emit('Reshape', [x, emitter.ints([n, groups, c / groups, ...spatial])])
  const swapped = emitter.emit('Transpose', [grouped], { perm: { ints: [2, 1, 0, ...range(3, rank)] } })
  const input = emitter.emit('Reshape', [swapped, emitter.ints([c / groups, groups * n, ...spatial])])
  const weight = emitter.emit('Transpose', [up], { perm: { ints: [1, 0, ...range(2, rank)] } })
  // Inputs at the end that no window reached are cut off.
  const end = spatial.map((size, i) => {
    const reach = (places[i]! - 1) * strides[i]! + dilations[i]! * (kernel[i]! - 1) + 1
    return reach - size - padding[i]!
  })
  const ends = spatial.map((size, i) => size + Math.min(end[i]!, 0))
  const starts = spatial.map(() => 0)
  const cut = end.every((size) => size >= 0)
    ? input
    : emitter.emit('Slice', [input, ...[starts, ends, range(2, rank)].map((list) => emitter.ints(list))])
  const made = emitter.emit('Conv', [cut, weight], {
    kernel_shape: { ints: places },
    strides: { ints: dilations },
    dilations: { ints: strides },
    pads: { ints: [...padding, ...end.map((size) => Math.max(size, 0))] },
    group: { int: groups },
  })
  return emitter.emit('Transpose', [made], { perm: { ints: [1, 0, ...range(2, rank)] } })
}

/**
 * The gradient of a convolution's weights: x [N, C, ...], up (the output's gradient) [N, O, ...].
 *
 * @example
 * const window = { strides: [1], padding: [0], dilations: [1], groups: 1, kernel: [2] }
 * convWeightGrad(tensor([[[1, 2, 3]]]), tensor([[[1, 1]]]), window) // [[[3, 5]]]
 */
export function convWeightGrad(x: Tensor, up: Tensor, attributes: Attributes): Tensor {
  return op.apply([x, up], attributes).reshape(weightShape(x.shape, up.shape, attributes))
}

export const check: OpCheck<Attributes> = {
  op,
  reference: ([x, up], attributes, [out]) => {
    const data = new Float64Array(sizeOf(out!.shape))
    const weight = weightShape(x!.shape, up!.shape, attributes)
    eachTap(x!.shape, weight, up!.shape, attributes, (from, tap, to) => {
      data[tap]! += x!.data[from]! * up!.data[to]!
    })
    return data
  },
  samples: (random) =>
    convSamples().map(({ x, weight, attributes, ...rest }) => {
      const kernel = weight.slice(2)
      const places = convSize(x.slice(2), kernel, attributes)
      return {
        ...rest,
        inputs: [random.normal(x), random.normal([x[0]!, weight[0]!, ...places])],
        attributes: { ...attributes, kernel },
      }
    }),
  tolerance: 1e-5,
}
