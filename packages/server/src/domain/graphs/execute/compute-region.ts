import { type HostArray, materialize, Tensor } from '@nodeyard/tensor'
import type { Built } from './execute.ts'
import type { Result } from './result-cache.ts'
import { type OutputSummary, summarize, tensorsToRead } from './summarize.ts'

export interface RegionOptions {
  signal: AbortSignal
  done(built: Built, result: Result): void
  failed(built: Built, error: unknown): void
}

/**
 * Computes all tensors that some graph nodes have built, as one model: outputs and steps stay in the engine's worker,
 * only what is told of them comes back. When that fails, each graph node is computed alone, so that the
 * one to blame is found.
 */
export async function computeRegion(region: readonly Built[], options: RegionOptions): Promise<void> {
  try {
    const results = await computeTogether(region, options.signal)
    for (const [i, built] of region.entries()) options.done(built, results[i]!)
  } catch (error) {
    if (options.signal.aborted) return
    if (region.length === 1) return options.failed(region[0]!, error)
    for (const built of region) await computeRegion([built], options)
  }
}

async function computeTogether(region: readonly Built[], signal: AbortSignal): Promise<Result[]> {
  const keep = region.flatMap(({ outputs, steps }) => [
    ...tensorsOf(Object.values(outputs)),
    ...steps.flatMap((step) => tensorsOf(Object.values(step.tensors ?? {}))),
  ])
  const read = region.flatMap(({ outputs }) => tensorsToRead(Object.values(outputs)))
  const elements = await materialize(keep, read, { signal })
  let next = 0
  return region.map((built) => resultOf(built, () => elements[next++]!))
}

const tensorsOf = (values: readonly unknown[]) => values.filter((value) => value instanceof Tensor)

function resultOf({ outputs, log }: Built, read: () => HostArray): Result {
  const summary: OutputSummary = {}
  for (const name in outputs) summary[name] = summarize(outputs[name], read)
  const result: Result = { outputs, summary: Object.keys(summary).length > 0 ? summary : undefined, log }
  const image = imageAmong(outputs)
  if (image !== undefined) result.image = image
  return result
}

/** The result of a graph node without tensors: nothing is to be computed. */
computeRegion.plain = (built: Built): Result => resultOf(built, readNothing)

function readNothing(): never {
  throw new Error('a graph node without tensors has nothing to read')
}

/** The first output that looks like a base64 PNG: long, and text of that alphabet from its first character on. */
function imageAmong(outputs: Record<string, unknown>): string | undefined {
  for (const name in outputs) {
    const value = outputs[name]
    if (typeof value === 'string' && value.length > 200 && /^[A-Za-z0-9]{20}/.test(value)) return value
  }
  return undefined
}
