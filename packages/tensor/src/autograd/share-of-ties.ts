import type { Shape } from '../graph/shape.ts'
import type { Tensor } from '../graph/tensor.ts'

/** 1 / n where an element equals the extreme it was reduced to and n elements do, else 0. */
export function shareOfTies(x: Tensor, extreme: Tensor, dims: Shape): Tensor {
  const isExtreme = x.eq(extreme).to(x.dtype)
  return isExtreme.div(isExtreme.sum(dims, true))
}
