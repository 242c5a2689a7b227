/** Runs one model and ends. Apart from the engine's worker, so that a model from elsewhere cannot disturb it. */
import { parentPort, workerData } from 'node:worker_threads'
import ort from 'onnxruntime-node'
import { insideNative } from '../engine/native-gate.ts'
import type { HostArray } from '../graph/dtype.ts'
import type { OnnxAnswer, OnnxArray, OnnxRuns } from './run-onnx.ts'

const { model, runs } = workerData as OnnxRuns

function toOrt({ dtype, shape, data }: OnnxArray): ort.Tensor {
  const tensor = new ort.Tensor(dtype as 'float32', data as Float32Array, shape as number[])
  if (data instanceof Float16Array) {
    Object.defineProperty(tensor, 'data', {
      value: new Uint16Array(data.buffer, data.byteOffset, data.length),
    })
  }
  return tensor
}

async function answer(): Promise<OnnxAnswer> {
  try {
    const session = await ort.InferenceSession.create(model, {
      intraOpNumThreads: 1,
      interOpNumThreads: 1,
      logSeverityLevel: 3,
    })
    const results: Record<string, OnnxArray>[] = []
    for (const feeds of runs) {
      const outputs = await session.run(
        Object.fromEntries(Object.entries(feeds).map(([name, array]) => [name, toOrt(array)])),
      )
      results.push(
        Object.fromEntries(
          Object.entries(outputs).map(([name, { type, dims, data }]) => {
            return [name, { dtype: type as OnnxArray['dtype'], shape: dims, data: data as HostArray }]
          }),
        ),
      )
    }
    await session.release()
    return { results }
  } catch (error) {
    return { error: (error as Error).message }
  }
}

parentPort!.postMessage(await insideNative(answer))
