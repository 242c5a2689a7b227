import { type ConvAttributes, convSize, transposedSize } from '../graph/conv-shape.ts'
import { defineOp, type Emitter } from '../graph/define-op.ts'
import { type Shape, sizeOf, stridesOf } from '../graph/shape.ts'
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
  onnx: (emitter, [x, up], { attributes, inputs: [input, gradient] }) => {
    const channels = input.shape[1]!
    const taps = sizeOf(attributes.kernel)
    const isByConvolution = attributes.groups > 1 || (channels < 16 && taps > 9)
    const write = isByConvolution ? byConvolution : byProducts
    return write(emitter, x, up, attributes, input.shape, gradient.shape)
  },
  grad: ({ up, inputs: [x, places], attributes }) => {
    const { kernel, ...window } = attributes
    const smallest = transposedSize(places.shape.slice(2), kernel, window)
    const outputPadding = smallest.map((size, i) => x.shape[i + 2]! - size)
    return [convTranspose(places, up, { ...window, outputPadding }), conv(x, up, undefined, window)]
  },
})

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
 * Matrix products: what each tap of the kernel saw of the input, times the output's gradient. One product for each
 * tap where there is much to sum over, one for all where there is little: each is up to three times faster than a
 * convolution where it is taken.
 */
function byProducts(
  emitter: Emitter,
  x: string,
  up: string,
  attributes: Attributes,
  from: Shape,
  to: Shape,
): string {
  const { kernel, strides, dilations, padding } = attributes
  const [n, c, ...spatial] = from as [number, number, ...number[]]
  const [, o, ...places] = to as [number, number, ...number[]]
  const rank = spatial.length
  const terms = n * sizeOf(places)
  const swap = { perm: { ints: [1, 0, ...range(2, rank)] } }
  const flatUp = emitter.emit('Reshape', [emitter.emit('Transpose', [up], swap), emitter.ints([o, terms])])
  const byChannel = emitter.emit('Transpose', [x], swap)
  const pads = [0, 0, ...padding]
  const isPadded = padding.some((size) => size > 0)
  const padded = isPadded ? emitter.emit('Pad', [byChannel, emitter.ints([...pads, ...pads])]) : byChannel

  const taps: string[] = []
  eachTapOf(kernel, (tap) => {
    const starts = tap.map((i, dim) => i * dilations[dim]!)
    const ends = starts.map((start, dim) => start + (places[dim]! - 1) * strides[dim]! + 1)
    const isAll =
      !isPadded &&
      starts.every((start, dim) => start === 0 && ends[dim] === spatial[dim]) &&
      strides.every((step) => step === 1)
    const bounds = [starts, ends, range(2, rank), strides].map((list) => emitter.ints(list))
    taps.push(isAll ? padded : emitter.emit('Slice', [padded, ...bounds]))
  })
  const weightShape = emitter.ints([o, c, ...kernel])
  if (c >= 16 && terms >= 512) {
    const columns = taps.map((tap) => {
      const flat = emitter.emit('Reshape', [tap, emitter.ints([c, terms])])
      const made = emitter.emit('Gemm', [flatUp, flat], { transB: { int: 1 } })
      return emitter.emit('Reshape', [made, emitter.ints([o, c, 1])])
    })
    return emitter.emit('Reshape', [emitter.emit('Concat', columns, { axis: { int: 2 } }), weightShape])
  }
  const rows = taps.map((tap) => emitter.emit('Reshape', [tap, emitter.ints([c, terms])]))
  const all = emitter.emit('Concat', rows, { axis: { int: 0 } })
  const made = emitter.emit('Gemm', [flatUp, all], { transB: { int: 1 } })
  const byTap = emitter.emit('Reshape', [made, emitter.ints([o, taps.length, c])])
  const byWeight = emitter.emit('Transpose', [byTap], { perm: { ints: [0, 2, 1] } })
  return emitter.emit('Reshape', [byWeight, weightShape])
}

function eachTapOf(kernel: Shape, visit: (tap: number[]) => void): void {
  const count = sizeOf(kernel)
  const strides = stridesOf(kernel)
  for (let i = 0; i < count; i++) visit(kernel.map((size, dim) => Math.floor(i / strides[dim]!) % size))
}

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
