import { inSlices } from '../engine/in-slices.ts'
import { readAll } from '../engine/read.ts'
import { tensor } from '../functions/creation.ts'
import type { HostArray } from '../graph/dtype.ts'
import { isFloat } from '../graph/dtype.ts'
import { show } from '../graph/shape.ts'
import type { Tensor } from '../graph/tensor.ts'
import { TensorError } from '../graph/tensor-error.ts'
import { indexSelect } from '../ops/index-select.ts'
import { type OnnxArray, runOnnx } from './run-onnx.ts'
import type { Run } from './trace-export.ts'

/** One of a kind, few, and more than any example: broadcasting over a batch of one shows what was mistaken. */
const CHECKED_BATCHES = [1, 2, 7]
/** Relative to the output's largest value. */
const TOLERANCE = 1e-4

/**
 * Runs a model with ONNX Runtime and compares with what the function itself computes, at several sizes of the batch
 * if it is open (from the example's rows, over and over).
 *
 * @throws TensorError `engine` when they differ, or ONNX Runtime refuses the model
 */
export async function checkExport(
  model: readonly Uint8Array[],
  run: Run,
  example: readonly Tensor[],
  dims: readonly (number | null)[] | undefined,
  inputNames: readonly string[],
  outputNames: readonly string[],
): Promise<void> {
  const batches = dims ? CHECKED_BATCHES : [undefined]
  const cases: { inputs: Tensor[]; batch: number | undefined }[] = batches.map((batch) => ({
    batch,
    inputs: example.map((input, i) => {
      const dim = dims?.[i]
      return batch === undefined || dim == null ? input : repeated(input, dim, batch)
    }),
  }))
  const feeds: Record<string, OnnxArray>[] = []
  const expected: { arrays: HostArray[]; tensors: Tensor[] }[] = []
  for (const { inputs } of cases) {
    const arrays = await readAll(inputs)
    const array = (i: number): OnnxArray => ({
      dtype: inputs[i]!.dtype,
      shape: inputs[i]!.shape,
      data: arrays[i]!,
    })
    feeds.push(Object.fromEntries(inputNames.map((name, i) => [name, array(i)])))
    const tensors = run(inputs)
    expected.push({ tensors, arrays: await readAll(tensors) })
  }
  const results = await runOnnx(model, feeds)
  for (const [i, { batch }] of cases.entries()) {
    const where = batch === undefined ? '' : ` for a batch of ${batch}`
    for (const [j, name] of outputNames.entries()) {
      const own = expected[i]!.tensors[j]!
      const problem = await inSlices(compare(own, expected[i]!.arrays[j]!, results[i]![name]!))
      if (problem)
        throw new TensorError('engine', `the exported model computes another ${name}${where}: ${problem}`)
    }
  }
}

function repeated(input: Tensor, dim: number, batch: number): Tensor {
  const size = Math.max(1, input.shape[dim]!)
  const index = BigInt64Array.from({ length: batch }, (_, i) => BigInt(i % size))
  return indexSelect(input, dim, tensor(index))
}

/** Elements that are compared before others may have their turn. */
const ELEMENTS_AT_ONCE = 2 ** 14

function* compare(
  own: Tensor,
  expected: HostArray,
  { shape, data }: OnnxArray,
): Generator<void, string | undefined> {
  if (`${shape}` !== `${own.shape}`) return `shape ${show(shape)}, not ${show(own.shape)}`
  let largest = 0
  let apart = 0
  for (let i = 0; i < expected.length; i++) {
    if (i % ELEMENTS_AT_ONCE === 0) yield
    const [a, b] = [Number(expected[i]), Number(data[i])]
    if (Object.is(a, b) || a === b) continue
    if (Number.isNaN(a) || Number.isNaN(b)) return `${b} at ${i}, not ${a}`
    if (Number.isFinite(a)) largest = Math.max(largest, Math.abs(a))
    apart = Math.max(apart, Math.abs(a - b))
  }
  const allowed = isFloat(own.dtype) ? TOLERANCE * largest + 1e-7 : 0
  return apart > allowed ? `up to ${apart} apart, where the largest is ${largest}` : undefined
}
