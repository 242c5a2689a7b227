import { emitKernel } from './emit-kernel.ts'
import { validate } from './web-assembly.ts'

let answer: boolean | undefined

/** Whether this machine has WebAssembly's vectors; without them ONNX Runtime does the updates too. */
export function canFuse(): boolean {
  if (answer !== undefined) return answer
  const rule = {
    tensors: 1,
    scalars: 0,
    steps: [{ load: 0, isMask: false }],
    writes: [{ value: 0, tensor: 0 }],
  }
  answer = validate(emitKernel(rule))
  return answer
}
