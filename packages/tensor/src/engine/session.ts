// Its public session gives way to the event loop before every run and checks every name again: 30 µs a step.
import { type Binding, binding, initOrt } from 'onnxruntime-node/dist/binding.js'
import { writeOnnx } from '../formats/onnx-write.ts'
import type { HostArray } from '../graph/dtype.ts'
import type { Slot } from './messages.ts'

/** The version every model is written in (see lower.ts); merged, it is said again. */
export const OPSET = 21

export type Session = Binding.InferenceSession

/** ONNX Runtime's session for a model; it holds the thread while it is opened and while it runs. */
export function openSession(model: Uint8Array<ArrayBuffer>, threads: number): Session {
  initOrt()
  const session = new binding.InferenceSession()
  session.loadModel(model.buffer, model.byteOffset, model.byteLength, {
    intraOpNumThreads: threads,
    interOpNumThreads: 1,
    graphOptimizationLevel: 'all',
    // What goes wrong is thrown as well.
    logSeverityLevel: 4,
    // Spinning threads fight each other where processors are shared.
    extra: { session: { 'intra_op.allow_spinning': '0', set_denormal_as_zero: '1' } },
  })
  return session
}

/** Adds what cells hold to a model: protobuf merges messages that follow one another. */
export function withFrozen(
  model: Uint8Array<ArrayBuffer>,
  frozen: readonly (Slot & { data: HostArray })[],
): Uint8Array<ArrayBuffer> {
  if (frozen.length === 0) return model
  const initializers = Object.fromEntries(
    frozen.map(({ name, dtype, shape, data }) => [name, { dtype, shape, data }]),
  )
  const added = writeOnnx({ opset: OPSET, graph: { inputs: [], outputs: [], operations: [], initializers } })
  const whole = new Uint8Array(model.length + added.length)
  whole.set(model)
  whole.set(added, model.length)
  return whole
}
