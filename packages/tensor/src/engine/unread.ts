import { writeOnnx } from '../formats/onnx-write.ts'
import { ProtoWriter } from '../formats/protobuf-write.ts'
import { newTensor, type RuntimeTensor } from './runtime-tensor.ts'
import { OPSET, openSession } from './session.ts'

/**
 * ONNX Runtime writes results where it is told to. Its binding for Node then copies every one of them into a new
 * array all the same: time, fresh memory, and garbage for the collector, more of it than some steps compute. There
 * is no asking it not to. But it stops at a result of a type that it cannot convert; when that comes first, all has
 * been computed and nothing is copied. This is the name of such a result.
 */
export const UNREAD = 'unread'

/** A model with that result before its own: protobuf merges messages that follow one another. */
export function withUnread(model: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  const before = new ProtoWriter()
    .message(7, (graph) => {
      graph.message(1, (operation) => operation.string(2, UNREAD).string(4, 'SequenceEmpty'))
      graph.message(12, (output) => {
        output.string(1, UNREAD).message(2, (type) => {
          type.message(4, (sequence) => {
            sequence.message(1, (element) => element.message(1, (tensor) => tensor.int(1, FLOAT)))
          })
        })
      })
    })
    .finish()
  const whole = new Uint8Array(before.length + model.length)
  whole.set(before)
  whole.set(model, before.length)
  return whole
}

const FLOAT = 1

/**
 * What the binding says when it stops, found out by trying. Undefined when it does not, or when what should have been
 * written by then has not: then models are better left as they are.
 */
export function findRefusal(): string | undefined {
  const type = { dtype: 'float32', shape: [1] } as const
  const [inputs, outputs] = [[{ name: 'x', ...type }], [{ name: 'y', ...type }]]
  const operations = [{ type: 'Neg', inputs: ['x'], outputs: ['y'] }]
  const model = writeOnnx({ opset: OPSET, graph: { inputs, outputs, operations } })
  const [x, y] = [1, 0].map((value) => newTensor('float32', [1], Float32Array.of(value))) as [
    RuntimeTensor,
    RuntimeTensor,
  ]
  const session = openSession(withUnread(model), 1)
  try {
    session.run({ x }, { [UNREAD]: null, y }, {})
    return undefined
  } catch (error) {
    return y.data[0] === -1 ? (error as Error).message : undefined
  } finally {
    session.dispose()
  }
}
