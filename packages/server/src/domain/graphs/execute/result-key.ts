import { hash } from 'node:crypto'
import type { Planned } from '../plan/plan-run.ts'

/**
 * What the outputs of a graph node depend on, as one short text: its kind and parameters, which output of what feeds
 * which of its inputs, the seed, the device, and what it reads from outside. Undefined when its results must
 * not be kept, or come from such a one.
 *
 * @param keys by place in the plan
 */
export function resultKey(
  planned: Planned,
  keys: readonly (string | undefined)[],
  rest: { seed: number; device: string; fingerprint: string | undefined },
): string | undefined {
  const { kind, type, params, inputs } = planned
  if (kind.weights || kind.isUncacheable || rest.fingerprint === undefined) return undefined
  if (inputs.some(({ from }) => keys[from] === undefined)) return undefined
  const wires = inputs.map(({ input, from, output }) => [input, output, keys[from]] as const)
  wires.sort(([one], [other]) => (one < other ? -1 : 1))
  const { seed, device, fingerprint } = rest
  return hash('sha256', JSON.stringify([type, params, wires, seed, device, fingerprint]), 'base64url')
}

/** The seed of one graph node: drawn from the run's and its id, so that no two share a stream. */
export function seedFor(runSeed: number, id: string): number {
  return Number.parseInt(hash('sha256', `${runSeed}\u0000${id}`).slice(0, 12), 16)
}
