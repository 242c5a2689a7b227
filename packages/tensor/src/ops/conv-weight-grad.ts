import { type ConvAttributes, convSize, transposedSize } from '../graph/conv-shape.ts'
import { defineOp } from '../graph/define-op.ts'
import { type Shape, sizeOf } from '../graph/shape.ts'
import type { Tensor } from '../graph/tensor.ts'
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
  outputs: ([x, up], { kernel, groups }) => [
    { dtype: x.dtype, shape: [up.shape[1]!, x.shape[1]! / groups, ...kernel] },
  ],
  // A convolution once more, of the input with the output's gradient as its kernel: batch and channels swap
  // places, strides and dilations too. Groups become the batch's companions.
  onnx: (emitter, [x, up], { attributes, inputs: [xType, upType] }) => {
    const { kernel, groups, strides, dilations, padding } = attributes
    const [n, c, ...spatial] = xType.shape as [number, number, ...number[]]
    const places = upType.shape.slice(2)
    const rest = (from: number) => spatial.map((_, i) => from + i)
    const perGroup = c / groups
    const grouped = emitter.emit('Reshape', [x, emitter.ints([n, groups, perGroup, ...spatial])])
    const swapped = emitter.emit('Transpose', [grouped], { perm: { ints: [2, 1, 0, ...rest(3)] } })
    const input = emitter.emit('Reshape', [swapped, emitter.ints([perGroup, groups * n, ...spatial])])
    const weight = emitter.emit('Transpose', [up], { perm: { ints: [1, 0, ...rest(2)] } })
    // Inputs at the end that no window reached are cut off.
    const end = spatial.map((size, i) => {
      const reach = (places[i]! - 1) * strides[i]! + dilations[i]! * (kernel[i]! - 1) + 1
      return reach - size - padding[i]!
    })
    const cut = end.every((n) => n >= 0)
      ? input
      : emitter.emit('Slice', [
          input,
          emitter.ints(rest(0).map(() => 0)),
          emitter.ints(spatial.map((size, i) => size + Math.min(end[i]!, 0))),
          emitter.ints(rest(2)),
        ])
    const made = emitter.emit('Conv', [cut, weight], {
      kernel_shape: { ints: places },
      strides: { ints: dilations },
      dilations: { ints: strides },
      pads: { ints: [...padding, ...end.map((n) => Math.max(n, 0))] },
      group: { int: groups },
    })
    return emitter.emit('Transpose', [made], { perm: { ints: [1, 0, ...rest(2)] } })
  },
  grad: ({ up, inputs: [x, places], attributes }) => {
    const { kernel, ...window } = attributes
    const smallest = transposedSize(places.shape.slice(2), kernel, window)
    const outputPadding = smallest.map((size, i) => x.shape[i + 2]! - size)
    return [convTranspose(places, up, { ...window, outputPadding }), conv(x, up, undefined, window)]
  },
})

/** The gradient of a convolution's weights: x [N, C, ...], up (the output's gradient) [N, O, ...]. */
export function convWeightGrad(x: Tensor, up: Tensor, attributes: Attributes): Tensor {
  return op.apply([x, up], attributes)
}

export const check: OpCheck<Attributes> = {
  op,
  reference: ([x, up], attributes, [out]) => {
    const data = new Float64Array(sizeOf(out!.shape))
    eachTap(x!.shape, out!.shape, up!.shape, attributes, (from, tap, to) => {
      data[tap]! += x!.data[from]! * up!.data[to]!
    })
    return data
  },
  samples: (random) =>
    convSamples().map(({ x, weight, attributes }) => {
      const kernel = weight.slice(2)
      const places = convSize(x.slice(2), kernel, attributes)
      return {
        inputs: [random.normal(x), random.normal([x[0]!, weight[0]!, ...places])],
        attributes: { ...attributes, kernel },
      }
    }),
  tolerance: 1e-5,
}
