import { currentTrace } from '../graph/trace.ts'
import type { RandomKey } from '../graph/value.ts'

const state = { seed: 0, stream: 0 }

/**
 * Starts every random number that follows from a seed (an integer up to 2^53); 0 at first.
 *
 * @example
 * manualSeed(1)
 * randint(0, 1000, [6]) // [774, 365, 367, 647, 721, 63]
 */
export function manualSeed(seed: number): void {
  state.seed = seed
  state.stream = 0
}

/** The next stream that nothing has used yet. */
export function nextStream(): RandomKey {
  return { seed: state.seed, stream: state.stream++, offset: 0 }
}

/** A key for one random tensor: inside a compiled step only its place, since every run draws anew. */
export function nextKey(): { key: RandomKey; isPerRun: boolean } {
  const trace = currentTrace()
  if (!trace) return { key: nextStream(), isPerRun: false }
  return { key: { seed: 0, stream: 0, offset: ++trace.randoms }, isPerRun: true }
}
