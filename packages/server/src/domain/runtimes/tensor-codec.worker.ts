import { parentPort } from 'node:worker_threads'
import { Fault } from '../../fault.ts'
import type { END, WorkerAnswer } from './call-worker.ts'
import { type CodecRequest, type CodecResult, readInputs, writeOutputs } from './tensor-codec.ts'

const encoder = new TextEncoder()

async function work(request: CodecRequest): Promise<{ result: CodecResult; transfer: ArrayBuffer[] }> {
  if (request.op === 'read') {
    const read = await readInputs(request.body, request.form, request.schema)
    const buffers = Object.values(read.inputs).flatMap(({ data }) =>
      Array.isArray(data) ? [] : [data.buffer],
    )
    return { result: { read }, transfer: [...new Set(buffers)] }
  }
  const { form, body } = writeOutputs(request.outputs, request.form, request.frame)
  const bytes = typeof body === 'string' ? encoder.encode(body) : body
  return { result: { written: { form, body: bytes } }, transfer: [bytes.buffer] }
}

async function answer({ id, ...request }: CodecRequest & { id: number }): Promise<void> {
  try {
    const { result, transfer } = await work(request as CodecRequest)
    parentPort!.postMessage({ id, result } satisfies WorkerAnswer, transfer)
  } catch (error) {
    if (error instanceof Fault) {
      const { code, message, detail } = error
      const result: CodecResult = { fault: { code, message, detail } }
      parentPort!.postMessage({ id, result } satisfies WorkerAnswer)
    } else {
      parentPort!.postMessage({ id, error: String((error as Error).stack) } satisfies WorkerAnswer)
    }
  }
}

// One after another: the asker reckons with answers in order.
let last: Promise<void> = Promise.resolve()
parentPort!.on('message', (message: (CodecRequest & { id: number }) | typeof END) => {
  last = last.then(() => ('end' in message ? process.exit(0) : answer(message)))
})
