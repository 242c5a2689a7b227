import { Worker } from 'node:worker_threads'
import { inSlices } from '../engine/in-slices.ts'
import { guardExit } from '../engine/native-gate.ts'
import type { Dtype } from '../formats/dtype.ts'
import { byteLengthOf } from '../formats/join-bytes.ts'
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
 * @param model whole, or in pieces
 * @throws TensorError `engine` with ONNX Runtime's words when it refuses the model or the inputs
 *
 * @example
 * const names = { inputNames: ['x'], outputNames: ['y'] }
 * const model = await exportOnnx((x: Tensor) => x.relu(), [tensor([0, 0])], names)
 * const [{ y }] = await runOnnx(model, [{ x: { dtype: 'float32', shape: [2], data: Float32Array.of(-1, 2) } }])
 * y.data // [0, 2]
 */
export async function runOnnx(
  model: Uint8Array | readonly Uint8Array[],
  runs: OnnxRuns['runs'],
): Promise<Record<string, OnnxArray>[]> {
  const file = import.meta.url.endsWith('.ts') ? './run-onnx.worker.ts' : './run-onnx.worker.js'
  // A copy, which is made in slices and handed over, where a worker would be given one made all at once.
  const whole = await inSlices(joinGradually(model instanceof Uint8Array ? [model] : model))
  const workerData: OnnxRuns = { model: whole, runs }
  guardExit()
  const worker = new Worker(new URL(file, import.meta.url), { workerData, transferList: [whole.buffer] })
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

const BYTES_AT_ONCE = 2 ** 20

function* joinGradually(pieces: readonly Uint8Array[]): Generator<void, Uint8Array<ArrayBuffer>> {
  const whole = new Uint8Array(byteLengthOf(pieces))
  let position = 0
  for (const piece of pieces) {
    for (let start = 0; start < piece.byteLength; start += BYTES_AT_ONCE) {
      const part = piece.subarray(start, start + BYTES_AT_ONCE)
      whole.set(part, position)
      position += part.byteLength
      yield
    }
  }
  return whole
}
