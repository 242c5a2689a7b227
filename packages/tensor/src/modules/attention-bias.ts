import { fullLike } from '../functions/creation.ts'
import { constant } from '../functions/promote.ts'
import type { Tensor } from '../graph/tensor.ts'
import { where } from '../ops/where.ts'
import type { MultiheadAttentionMasks } from './multihead-attention.ts'

/** Both masks of `MultiheadAttention` as one tensor to add to the scores [N, heads, L, S]. */
export function attentionBias(
  q: Tensor,
  k: Tensor,
  { keyPaddingMask, attnMask }: MultiheadAttentionMasks,
): Tensor | undefined {
  const [n, heads] = q.shape as [number, number]
  const added = (mask: Tensor): Tensor =>
    mask.dtype === 'bool' ? where(mask, constant(-Infinity, q.dtype), fullLike(q, 0, [])) : mask
  const parts: Tensor[] = []
  if (attnMask) {
    const bias = added(attnMask)
    parts.push(bias.ndim === 3 ? bias.reshape([n, heads, ...bias.shape.slice(1)]) : bias)
  }
  if (keyPaddingMask) parts.push(added(keyPaddingMask).reshape([n, 1, 1, k.shape[2]!]))
  return parts.length === 2 ? parts[0]!.add(parts[1]!) : parts[0]
}
