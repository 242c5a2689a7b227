import type { RuntimeKind } from '../runtime.ts'
import { estimateOnnxMemory } from './onnx/estimate-memory.ts'
import { OnnxRuntime } from './onnx/onnx-runtime.ts'

/** ONNX models, run by ONNX Runtime on the processor, in worker threads (its `run` blocks its thread). */
const onnx: RuntimeKind = {
  name: 'onnx',
  pick(files) {
    const models = files.filter(({ path }) => path.endsWith('.onnx'))
    // Several: the one by the usual name, or else the only one of its size.
    const named = models.find(({ path }) => /(^|\/)model\.onnx$/.test(path))
    return (named ?? models.toSorted((a, b) => b.size - a.size || (a.path < b.path ? -1 : 1))[0])?.path
  },
  estimateMemory: estimateOnnxMemory,
  start: (options) => new OnnxRuntime(options),
}
export default onnx
