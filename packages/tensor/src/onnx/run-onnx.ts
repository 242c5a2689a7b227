import { Worker } from 'node:worker_threads'
import { guardExit } from '../engine/native-gate.ts'
import type { Dtype } from '../formats/dtype.ts'
import type { HostArray } from '../graph/dtype.ts'
import { TensorError } from '../graph/tensor-error.ts'

/** A tensor as it goes to ONNX Runtime and comes back. */
export interface OnnxArray {
  dtype: Dtype
  shape: readonly number[]
  data: HostArray
}

/** What the worker is given, and what it answers. */
export interface OnnxRuns {
  model: Uint8Array
  runs: readonly Readonly<Record<string, OnnxArray>>[]
}
export type OnnxAnswer = { results: Record<string, OnnxArray>[] } | { error: string }

/**
 * Runs a model by ONNX Runtime itself, in a worker of its own, once for each set of inputs.
 *
 * @throws TensorError `engine` with ONNX Runtime's words when it refuses the model or the inputs
 *
 * @example
 * const names = { inputNames: ['x'], outputNames: ['y'] }
 * const model = await exportOnnx((x: Tensor) => x.relu(), [tensor([0, 0])], names)
 * const [{ y }] = await runOnnx(model, [{ x: { dtype: 'float32', shape: [2], data: Float32Array.of(-1, 2) } }])
 * y.data // [0, 2]
 */
export async function runOnnx(
  model: Uint8Array,
  runs: OnnxRuns['runs'],
): Promise<Record<string, OnnxArray>[]> {
  const file = import.meta.url.endsWith('.ts') ? './run-onnx.worker.ts' : './run-onnx.worker.js'
  const workerData: OnnxRuns = { model, runs }
  guardExit()
  const worker = new Worker(new URL(file, import.meta.url), { workerData })
  const { promise, resolve, reject } = Promise.withResolvers<OnnxAnswer>()
  worker.once('message', resolve)
  worker.once('error', reject)
  worker.once('exit', () =>
    reject(new TensorError('engine_stopped', 'the worker that runs a model has stopped')),
  )
  const answer = await promise
  if ('error' in answer) throw new TensorError('engine', answer.error)
  return answer.results
}
