import type { Tensor } from '../graph/tensor.ts'
import { add } from '../ops/add.ts'

/** The sum of a tensor's gradients by all the ways it was used. */
export function sumOf(parts: Tensor[]): Tensor {
  while (parts.length > 1) {
    const last = parts.pop()!
    parts.push(add(parts.pop()!, last))
  }
  return parts[0]!
}
