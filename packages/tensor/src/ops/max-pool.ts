import { fullLike } from '../functions/creation.ts'
import { defineOp } from '../graph/define-op.ts'
import { type Shape, sizeOf } from '../graph/shape.ts'
import type { Tensor } from '../graph/tensor.ts'
import { eachIndex } from '../reference/iterate.ts'
import type { OpCheck } from '../reference/op-check.ts'
import { plain } from '../reference/samples.ts'
import { concat } from './concat.ts'

interface Attributes {
  readonly kernel: Shape
  readonly strides: Shape
  readonly dilations: Shape
  /** How far windows may reach out of the input, before and after each dimension. */
  readonly before: Shape
  readonly after: Shape
}

const op = defineOp<Attributes, 1>({
  name: 'maxPool',
  dtypes: ['float32'],
  outputs: ([x], { kernel, strides, dilations, before, after }) => {
    const spatial = x.shape.slice(2).map((size, i) => {
      return (
        Math.floor((size + before[i]! + after[i]! - dilations[i]! * (kernel[i]! - 1) - 1) / strides[i]!) + 1
      )
    })
    const shape = [x.shape[0]!, x.shape[1]!, ...spatial]
    return [
      { dtype: x.dtype, shape },
      { dtype: 'int64', shape },
    ]
  },
  // Without its second output, ONNX Runtime's pooling is several times faster.
  onnx: (emitter, [x], { attributes: { kernel, strides, dilations, before, after }, isUsed }) =>
    emitter.emitMany('MaxPool', [x], isUsed[1] ? [true, true] : [true], {
      kernel_shape: { ints: kernel },
      strides: { ints: strides },
      dilations: { ints: dilations },
      pads: { ints: [...before, ...after] },
    }),
  grad: ({ up, inputs: [x], outputs: [y, indices], attributes }) => {
    if (tilesExactly(x.shape.slice(2), attributes)) return [gradOfTiles(up, x, y!, attributes.kernel)]
    // By where the maxima were, not by which elements equal them: those may be several.
    const zeros = fullLike(x, 0, [x.numel])
    return [zeros.scatterAdd(0, indices!.reshape([-1]), up.reshape([-1])).reshape(x.shape)]
  },
})

function tilesExactly(spatial: Shape, { kernel, strides, dilations, before, after }: Attributes): boolean {
  return spatial.every(
    (size, i) =>
      kernel[i] === strides[i] &&
      size % kernel[i]! === 0 &&
      dilations[i] === 1 &&
      before[i] === 0 &&
      after[i] === 0,
  )
}

/**
 * The gradient where windows are the tiles of the input. Pooling with places is ten times slower than without, so
 * the maxima are looked for again, tap by tap in the windows' order: the first that equals gets it, and leaves
 * nothing to the others.
 */
function gradOfTiles(up: Tensor, x: Tensor, y: Tensor, kernel: Shape): Tensor {
  const columns = kernel.at(-1)!
  const rows = kernel.length === 1 ? 1 : kernel[0]!
  const lines = y.numel / y.shape.at(-1)!
  const width = x.shape.at(-1)!
  const parts = x.reshape([lines, rows, width]).split(1, 1)
  const taps = parts.map((part) =>
    part
      .reshape([y.numel, columns])
      .split(1, 1)
      .map((tap) => tap.flatten()),
  )
  const best = y.flatten()
  let rest = up.flatten()
  const gradients = taps.map((line, i) => {
    const gradientsOfLine = line.map((tap, j) => {
      if (i === rows - 1 && j === columns - 1) return rest
      const gradient = rest.mul(tap.eq(best).to(x.dtype))
      rest = rest.sub(gradient)
      return gradient
    })
    const columnsOfLine = gradientsOfLine.map((gradient) => gradient.unsqueeze(1))
    return concat(columnsOfLine, 1).reshape([lines, 1, width])
  })
  return concat(gradients, 1).reshape(x.shape)
}

/**
 * The largest element of every window of x [N, C, ...], and where it is: its place (int64) in the flattened `x`.
 * Of elements that tie the first counts, and it alone gets the gradient.
 *
 * @example
 * const window = { kernel: [2], strides: [2], dilations: [1], before: [0], after: [0] }
 * maxPool(tensor([[[1, 3, 7, 5]]]), window).values // [[[3, 7]]]
 */
export function maxPool(x: Tensor, attributes: Attributes): { values: Tensor; indices: Tensor } {
  const [values, indices] = op.call([x], attributes)
  return { values: values!, indices: indices! }
}

export const check: OpCheck<Attributes> = {
  op,
  reference: ([x], { kernel, strides, dilations, before }, [out]) => {
    const values = new Float64Array(sizeOf(out!.shape)).fill(-Infinity)
    const indices = new Float64Array(values.length)
    const [, , ...spatial] = x!.shape
    eachIndex(out!.shape, ([n, c, ...place], position) => {
      eachIndex(kernel, (offsets) => {
        const from = place.map((i, dim) => i * strides[dim]! + offsets[dim]! * dilations[dim]! - before[dim]!)
        if (from.some((i, dim) => i < 0 || i >= spatial[dim]!)) return
        const plane = n! * x!.shape[1]! + c!
        const index = from.reduce((offset, i, dim) => offset * spatial[dim]! + i, plane)
        if (x!.data[index]! <= values[position]!) return
        values[position] = x!.data[index]!
        indices[position] = index
      })
    })
    return [values, indices]
  },
  samples: (random) => {
    const sample = (shape: Shape, size: number, stride: number, pad = 0, dilation = 1, extra = 0) => {
      const all = (value: number) => shape.slice(2).map(() => value)
      const attributes = {
        kernel: all(size),
        strides: all(stride),
        dilations: all(dilation),
        before: all(pad),
        after: all(pad + extra),
      }
      return { inputs: [random.distinct(shape)], attributes }
    }
    const tied = { ...sample([1, 1, 4, 4], 3, 1), gradient: false }
    return [
      sample([2, 2, 4, 4], 2, 2),
      sample([1, 2, 3, 6], 3, 3),
      sample([2, 1, 6], 2, 2),
      sample([1, 2, 5, 5], 3, 2, 1),
      sample([2, 1, 6], 3, 1),
      sample([1, 1, 7, 6], 2, 1, 0, 2),
      sample([1, 1, 5, 5], 2, 2, 0, 1, 1),
      { ...tied, inputs: [plain(Array(16).fill(1), [1, 1, 4, 4])] },
    ]
  },
}
