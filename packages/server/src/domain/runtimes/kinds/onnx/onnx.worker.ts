import { parentPort } from 'node:worker_threads'
import { insideNative } from '@nodeyard/tensor/native-gate'
import { env, InferenceSession, Tensor } from 'onnxruntime-node'
import type { END, WorkerAnswer } from '../../call-worker.ts'
import type { Dimension, ModelSchema, TensorSpec } from '../../model-schema.ts'
import { operatorThatNeedsElements } from './needs-elements.ts'
import type { OnnxRequest, WireTensor } from './onnx-request.ts'

// ONNX Runtime's binding (1.30) cannot read a Float16Array, and takes a Uint16Array only where the class
// does not exist. This thread does without it.
Reflect.deleteProperty(globalThis, 'Float16Array')

// What fails is answered; the native log would only repeat it on stderr, with paths.
env.logLevel = 'fatal'

interface Loaded {
  session: InferenceSession
  outputs: string[]
  /** The operator because of which inputs must have elements. */
  needsElements: string | undefined
}

const loaded = new Map<number, Loaded>()

async function load(request: OnnxRequest & { op: 'load' }): Promise<ModelSchema> {
  const options: InferenceSession.SessionOptions = {
    intraOpNumThreads: request.threads,
    interOpNumThreads: 1,
    logSeverityLevel: 4,
    // Threads that spin while they wait would take the processor from everything else here.
    extra: { session: { intra_op: { allow_spinning: '0' } } },
  }
  const session = await (typeof request.model === 'string'
    ? InferenceSession.create(request.model, options)
    : InferenceSession.create(request.model, options))
  const inputs = session.inputMetadata.map((meta) => {
    if (!meta.isTensor) throw new Error(`input ${JSON.stringify(meta.name)} is not a tensor`)
    return toSpec(meta)
  })
  // A sequence or map (scikit-learn's probabilities) cannot leave; the other outputs still can.
  const outputs = session.outputMetadata.filter((meta) => meta.isTensor).map(toSpec)
  if (outputs.length === 0) throw new Error('none of its outputs is a tensor')
  const needsElements = await operatorThatNeedsElements(request.model)
  loaded.set(request.session, { session, outputs: outputs.map(({ name }) => name), needsElements })
  return { inputs, outputs }
}

function toSpec(meta: InferenceSession.TensorValueMetadata): TensorSpec {
  const shape = meta.shape.map((size): Dimension => (size === '' ? null : size))
  return { name: meta.name, dtype: meta.type as TensorSpec['dtype'], shape }
}

async function run(request: OnnxRequest & { op: 'run' }) {
  const { session, outputs, needsElements } = loaded.get(request.session)!
  const feeds: Record<string, Tensor> = {}
  for (const { name, dtype, shape, data } of request.inputs) {
    if (needsElements && shape.includes(0)) {
      throw new Error(`input ${JSON.stringify(name)} has no elements, and ${needsElements} needs some`)
    }
    const elements =
      dtype === 'float16' && ArrayBuffer.isView(data)
        ? new Uint16Array(data.buffer, data.byteOffset, data.byteLength / 2)
        : data
    feeds[name] = new Tensor(dtype, elements as Float32Array, shape)
  }
  const results = await session.run(feeds, outputs)
  return outputs.map((name): WireTensor => {
    const { type, dims, data } = results[name]!
    return { name, dtype: type as WireTensor['dtype'], shape: [...dims], data: data as WireTensor['data'] }
  })
}

async function answer(request: OnnxRequest): Promise<void> {
  const { id } = request
  try {
    if (request.op === 'run') {
      const result = await run(request)
      const buffers = result.flatMap(({ data }) => (ArrayBuffer.isView(data) ? [data.buffer] : []))
      parentPort!.postMessage({ id, result } satisfies WorkerAnswer, [...new Set(buffers)] as ArrayBuffer[])
      return
    }
    if (request.op === 'unload') {
      await loaded.get(request.session)?.session.release()
      loaded.delete(request.session)
    }
    const result = request.op === 'load' ? await load(request) : undefined
    parentPort!.postMessage({ id, result } satisfies WorkerAnswer)
  } catch (error) {
    parentPort!.postMessage({ id, error: (error as Error).message } satisfies WorkerAnswer)
  }
}

// One after another: whoever waits here relies on the order.
let last: Promise<void> = Promise.resolve()
parentPort!.on('message', (message: OnnxRequest | typeof END) => {
  last = last.then(() => ('end' in message ? process.exit(0) : insideNative(() => answer(message))))
})
