import type { ConvAttributes } from '../graph/conv-shape.ts'
import { type Shape, sizeOf } from '../graph/shape.ts'
import { eachIndex } from './iterate.ts'

/** Every multiplication of a convolution: offsets of the input element, the weight and the output element. */
export function eachTap(
  x: Shape,
  weight: Shape,
  out: Shape,
  { strides, padding, dilations, groups }: ConvAttributes,
  visit: (from: number, tap: number, to: number) => void,
): void {
  const perGroup = weight[0]! / groups
  if (sizeOf(x) === 0) return
  const strided = (shape: Shape, index: readonly number[]) =>
    index.reduce((offset, i, dim) => offset * shape[dim]! + i, 0)
  eachIndex(out, (to, position) => {
    const [n, channel, ...place] = to as [number, number, ...number[]]
    eachIndex(weight.slice(1), (inner, tap) => {
      const [c, ...offsets] = inner as [number, ...number[]]
      const spatial = place.map(
        (i, dim) => i * strides[dim]! + offsets[dim]! * dilations[dim]! - padding[dim]!,
      )
      if (spatial.some((i, dim) => i < 0 || i >= x[dim + 2]!)) return
      const from = strided(x, [n, c + Math.floor(channel / perGroup) * weight[1]!, ...spatial])
      visit(from, channel * sizeOf(weight.slice(1)) + tap, position)
    })
  })
}

/** Convolutions of one and two dimensions in every manner: strides, padding, dilation, groups. */
export function convSamples(): { x: Shape; weight: Shape; attributes: ConvAttributes; gradient?: boolean }[] {
  const sample = (x: Shape, weight: Shape, stride = 1, padding = 0, dilation = 1, groups = 1) => {
    const all = (value: number) => x.slice(2).map(() => value)
    const attributes = { strides: all(stride), padding: all(padding), dilations: all(dilation), groups }
    return { x, weight, attributes }
  }
  return [
    sample([2, 2, 4, 3], [3, 2, 2, 2]),
    sample([1, 2, 4, 5], [2, 2, 3, 3], 1, 1),
    sample([2, 1, 6, 5], [2, 1, 3, 2], 2, 1),
    sample([1, 2, 7], [2, 2, 3], 1, 2, 2),
    sample([1, 4, 5], [6, 2, 2], 2, 0, 1, 2),
    sample([2, 3, 4, 4], [3, 1, 3, 3], 1, 1, 1, 3),
    sample([1, 2, 8, 7], [2, 2, 2, 2], 3, 1, 2),
    sample([2, 2, 3, 3], [3, 2, 1, 1]),
    sample([1, 1, 5, 5], [2, 1, 1, 1], 2),
    sample([1, 1, 7, 7], [2, 1, 4, 4], 2, 1),
    // Each way of computing them has its own sizes; these are for the numbers alone.
    { ...sample([2, 64, 2, 2], [64, 64, 3, 3], 1, 1), gradient: false },
    { ...sample([2, 64, 4, 3], [64, 64, 2, 2], 2, 1), gradient: false },
    { ...sample([2, 16, 3, 3], [2, 16, 2, 2]), gradient: false },
    { ...sample([1, 16, 23, 24], [2, 16, 1, 2]), gradient: false },
  ]
}
