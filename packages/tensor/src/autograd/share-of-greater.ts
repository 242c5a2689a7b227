import type { Tensor } from '../graph/tensor.ts'

/** 1 where `a` is greater than `b`, one half where they tie, else 0. */
export function shareOfGreater(a: Tensor, b: Tensor): Tensor {
  return a.gt(b).to(a.dtype).add(a.ge(b).to(a.dtype)).mul(0.5)
}
