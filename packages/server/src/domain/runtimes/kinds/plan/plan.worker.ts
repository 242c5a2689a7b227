import { readFile } from 'node:fs/promises'
import { parentPort } from 'node:worker_threads'
import type { END, WorkerAnswer } from '../../call-worker.ts'
import type { ModelSchema, TensorSpec } from '../../model-schema.ts'
import { openEnvelope } from '../../serde/envelope.ts'
import { readPlan } from '../../serde/plan.ts'
import { decodeSimplified } from '../../serde/simplified.ts'
import type { NumericTensor } from '../../tensor-value.ts'
import type { WireTensor } from '../onnx/onnx-request.ts'
import type { PlanRequest } from './plan-request.ts'
import { planRunner, requireCovered } from './run-plan.ts'

const MOST_BYTES = 1024 * 1024 * 1024

type Run = (inputs: NumericTensor[]) => Promise<NumericTensor[]>
const loaded = new Map<number, Run>()

async function load(request: PlanRequest & { op: 'load' }): Promise<ModelSchema> {
  const bytes = typeof request.model === 'string' ? await readFile(request.model) : request.model
  const plan = await readPlan(decodeSimplified(openEnvelope(bytes, MOST_BYTES).payload))
  requireCovered(plan)
  loaded.set(request.session, planRunner(plan))
  // A plan says nothing of types and shapes: it takes what its operations take.
  const spec = (name: string): TensorSpec => ({ name, dtype: 'float32', shape: [], isAnyDtype: true })
  return {
    inputs: plan.inputs.map((_, index) => spec(`input_${index}`)),
    outputs: plan.outputs.map((_, index) => spec(`output_${index}`)),
  }
}

async function run(request: PlanRequest & { op: 'run' }): Promise<WireTensor[]> {
  const inputs = request.inputs.toSorted((a, b) => Number(a.name.slice(6)) - Number(b.name.slice(6)))
  const outputs = await loaded.get(request.session)!(inputs as unknown as NumericTensor[])
  return outputs.map(({ dtype, shape, data }, index) => ({ name: `output_${index}`, dtype, shape, data }))
}

async function answer(request: PlanRequest): Promise<void> {
  const { id } = request
  try {
    if (request.op === 'unload') loaded.delete(request.session)
    const result =
      request.op === 'run' ? await run(request) : request.op === 'load' ? await load(request) : undefined
    parentPort!.postMessage({ id, result } satisfies WorkerAnswer)
  } catch (error) {
    parentPort!.postMessage({ id, error: (error as Error).message } satisfies WorkerAnswer)
  }
}

// One after another: whoever waits here relies on the order.
let last: Promise<void> = Promise.resolve()
parentPort!.on('message', (message: PlanRequest | typeof END) => {
  last = last.then(() => ('end' in message ? process.exit(0) : answer(message)))
})
