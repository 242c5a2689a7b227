import { createHash } from 'node:crypto'
import { setImmediate } from 'node:timers/promises'
import { allocate } from '@nodeyard/tensor'
import type { RunResults } from '../execute/run-results.ts'
import type { Dataloader, Dataset } from '../values.ts'

/** A dataset that took part in a run, as the lineage names it. */
export interface DataUsed {
  name: string
  digest: string
  samples: number
}

/** Bytes that are read and hashed before others get their turn. */
const MOST_BYTES = 2 ** 20

/** The datasets among the values of a run, each once, with a digest of what is in them. */
export async function describeData(results: RunResults): Promise<DataUsed[]> {
  const datasets = new Set<Dataset>()
  for (const [, { outputs }] of results) {
    for (const value of Object.values(outputs)) {
      if (isOf<Dataset>(value, 'dataset')) datasets.add(value)
    }
  }
  return Promise.all(
    [...datasets].map(async (dataset) => ({
      name: dataset.name,
      digest: dataset.digest ?? (await digestOf(dataset)),
      samples: dataset.samples.length,
    })),
  )
}

/** SHA-256 over the elements of all samples, in order, some at a time. */
async function digestOf({ samples }: Dataset): Promise<string> {
  const hash = createHash('sha256')
  const sizes = samples.columns.map(({ shape }) => shape.reduce((product, size) => product * size, 1))
  hash.update(JSON.stringify(samples.columns.map(({ dtype, shape }) => [dtype, shape])))
  const bytes = samples.columns.reduce(
    (sum, { dtype }, i) => sum + allocate(dtype, 1).byteLength * sizes[i]!,
    0,
  )
  const atOnce = Math.max(1, Math.floor(MOST_BYTES / Math.max(1, bytes)))
  for (let start = 0; start < samples.length; start += atOnce) {
    await setImmediate()
    const indices = Array.from({ length: Math.min(atOnce, samples.length - start) }, (_, i) => start + i)
    const arrays = samples.columns.map(({ dtype }, i) => allocate(dtype, sizes[i]! * indices.length))
    await samples.fill(indices, arrays)
    for (const { buffer, byteOffset, byteLength } of arrays)
      hash.update(new Uint8Array(buffer, byteOffset, byteLength))
  }
  return `sha256:${hash.digest('hex')}`
}

/** A batch of what a model may be asked: the first samples of a loader or dataset among some values. */
export function datasetAmong(values: Iterable<unknown>): Dataset | undefined {
  for (const value of values) {
    if (isOf<Dataloader>(value, 'dataloader')) return value.dataset
    if (isOf<Dataset>(value, 'dataset')) return value
  }
  return undefined
}

const isOf = <T extends { kind: string }>(value: unknown, kind: T['kind']): value is T =>
  typeof value === 'object' && value !== null && (value as { kind?: unknown }).kind === kind
