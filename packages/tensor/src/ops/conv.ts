import { type ConvAttributes, convSize, onnxWindow, transposedSize } from '../graph/conv-shape.ts'
import { defineOp } from '../graph/define-op.ts'
import { show, sizeOf } from '../graph/shape.ts'
import type { Tensor } from '../graph/tensor.ts'
import { TensorError } from '../graph/tensor-error.ts'
import { convByProducts, isDeep } from '../onnx/conv-products.ts'
import { convByWinograd, tileFor } from '../onnx/winograd.ts'
import { convSamples, eachTap } from '../reference/conv.ts'
import type { OpCheck } from '../reference/op-check.ts'
import { convTranspose } from './conv-transpose.ts'
import { convWeightGrad } from './conv-weight-grad.ts'

const op = defineOp<ConvAttributes>({
  name: 'conv',
  dtypes: ['float32'],
  outputs: ([x, weight], attributes) => {
    const { groups } = attributes
    if (x!.shape[1] !== weight!.shape[1]! * groups || weight!.shape[0]! % groups !== 0) {
      throw new TensorError(
        'shape',
        `weights ${show(weight!.shape)} in ${groups} groups do not fit an input ${show(x!.shape)}`,
      )
    }
    const spatial = convSize(x!.shape.slice(2), weight!.shape.slice(2), attributes)
    if (spatial.some((size) => size < 1)) {
      throw new TensorError(
        'shape',
        `an input ${show(x!.shape)} is smaller than the kernel ${show(weight!.shape)}`,
      )
    }
    return [{ dtype: x!.dtype, shape: [x!.shape[0]!, weight!.shape[0]!, ...spatial] }]
  },
  onnx: (emitter, inputs, { attributes, inputs: [x, weight], outputs: [out], isKnown }) => {
    const [n, c, ...spatial] = x!.shape as [number, number, ...number[]]
    const [o, , ...kernel] = weight!.shape as [number, number, ...number[]]
    const sizes = { n, c, o, kernel, spatial, places: out!.shape.slice(2) }
    if (isDeep(sizes, attributes)) return convByProducts(emitter, inputs, sizes, attributes)
    const tile = isKnown[1] ? tileFor(sizes, attributes) : undefined
    if (tile) return convByWinograd(emitter, inputs, sizes, tile)
    return emitter.emit('Conv', inputs, {
      ...onnxWindow(attributes),
      group: { int: attributes.groups },
      kernel_shape: { ints: kernel },
    })
  },
  grad: ({ up, inputs: [x, weight, bias], attributes }) => {
    const kernel = weight!.shape.slice(2)
    const spatial = x!.shape.slice(2)
    const smallest = transposedSize(up.shape.slice(2), kernel, attributes)
    const outputPadding = spatial.map((size, i) => size - smallest[i]!)
    return [
      convTranspose(up, weight!, { ...attributes, outputPadding }),
      convWeightGrad(x!, up, { ...attributes, kernel }),
      bias && up.sum([0, ...spatial.map((_, i) => i + 2)]),
    ]
  },
})

/**
 * Convolution (as machine learning has it: without turning the kernel) over any number of spatial dimensions:
 * x [N, C, ...], weight [O, C / groups, ...], bias [O].
 *
 * @example
 * const window = { strides: [1], padding: [0], dilations: [1], groups: 1 }
 * conv(tensor([[[1, 2, 3]]]), tensor([[[1, 1]]]), undefined, window) // [[[3, 5]]]
 */
export function conv(
  x: Tensor,
  weight: Tensor,
  bias: Tensor | undefined,
  attributes: ConvAttributes,
): Tensor {
  return op.apply(bias ? [x, weight, bias] : [x, weight], attributes)
}

export const check: OpCheck<ConvAttributes> = {
  op,
  reference: ([x, weight, bias], attributes, [out]) => {
    const data = new Float64Array(sizeOf(out!.shape))
    if (bias) {
      const plane = sizeOf(out!.shape.slice(2))
      for (let i = 0; i < data.length; i++) data[i] = bias.data[Math.floor(i / plane) % bias.data.length]!
    }
    eachTap(x!.shape, weight!.shape, out!.shape, attributes, (from, tap, to) => {
      data[to]! += x!.data[from]! * weight!.data[tap]!
    })
    return data
  },
  samples: (random) =>
    convSamples().map(({ x, weight, attributes, ...rest }, i) => ({
      ...rest,
      inputs: [random.normal(x), random.normal(weight), ...(i % 2 ? [random.normal([weight[0]!])] : [])],
      attributes,
    })),
  tolerance: 1e-5,
}
