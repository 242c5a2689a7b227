import {
  type ByteSource,
  DTYPE_BITS,
  type Dtype,
  FormatError,
  inspectFile,
  type TensorInfo,
} from '@nodeyard/tensor/formats'
import { Lie, serveFiles } from '../workers/serve-files.ts'
import { countDifferences } from './count-differences.ts'
import type { TensorChange, TensorDiff, TensorDiffJob } from './tensor-diff.ts'

/** Compares the tensors of two files, a piece at a time. */
serveFiles<TensorDiffJob, TensorDiff>(async (job, sources) => {
  const before = await readTensors(job.path, sources, job.before, job.beside.before)
  const after = await readTensors(job.path, sources, job.after, job.beside.after)
  const tensors: TensorChange[] = []
  let [unchanged, parameters] = [0, 0]
  for (const [name, now] of after) {
    parameters += now.parameters
    const old = before.get(name)
    before.delete(name)
    const changed = job.isSame ? 0 : old ? await compare(old, now) : now.parameters
    if (changed === 0) unchanged++
    else tensors.push(describe(now, old ? 'changed' : 'added', changed))
  }
  for (const old of before.values()) tensors.push(describe(old, 'removed', old.parameters))
  return { tensors, unchanged, parameters }
})

/** A tensor and where its bytes are. */
interface Placed extends TensorInfo {
  parameters: number
  source: ByteSource | undefined
  at: number | null
}

async function readTensors(
  path: string,
  sources: ByteSource[],
  index: number | null,
  beside: Record<string, number>,
): Promise<Map<string, Placed>> {
  if (index === null) return new Map()
  const source = sources[index]!
  try {
    const report = await inspectFile(path, source)
    const tensors = 'tensors' in report ? report.tensors : []
    return new Map(
      tensors.map((tensor) => {
        const { external } = tensor as { external?: { location: string; offset: number } }
        const from = external ? sources[beside[external.location] ?? -1] : source
        const at = external ? external.offset : tensor.offset
        const parameters = tensor.shape.reduce((product, size) => product * size, 1)
        return [tensor.name, { ...tensor, parameters, source: from, at }]
      }),
    )
  } catch (error) {
    throw error instanceof FormatError ? new Lie(error.message) : error
  }
}

async function compare(old: Placed, now: Placed): Promise<number | null> {
  const isSameForm =
    old.dtype === now.dtype &&
    old.shape.length === now.shape.length &&
    old.shape.every((size, axis) => size === now.shape[axis])
  if (!isSameForm) return now.parameters
  if (!old.source || !now.source || old.at === null || now.at === null || old.bytes !== now.bytes) return null
  return countDifferences(
    { source: old.source, at: old.at },
    { source: now.source, at: now.at },
    now.bytes,
    DTYPE_BITS[now.dtype as Dtype] ?? 8,
  )
}

const describe = (
  { name, dtype, shape, parameters }: Placed,
  change: TensorChange['change'],
  changed: number | null,
): TensorChange => ({ name, change, dtype, shape, parameters, changed })
