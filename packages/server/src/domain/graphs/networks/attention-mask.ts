import { arange, type Tensor } from '@nodeyard/tensor'

/** Pairs that must not meet, [queries, keys]: those that come after, those of a mask (not 0 is blocked), or none. */
export function blockedPairs(
  [queries, keys]: readonly [number, number],
  { mask, isCausal }: { mask: Tensor | undefined; isCausal: boolean },
): Tensor | undefined {
  const given = mask?.ne(0)
  if (!isCausal) return given
  const later = arange(keys).gt(arange(queries).unsqueeze(1))
  return given ? given.logicalOr(later) : later
}
