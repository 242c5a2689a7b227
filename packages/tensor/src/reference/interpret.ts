import { sizeOf } from '../graph/shape.ts'
import type { Tensor } from '../graph/tensor.ts'
import type { Call, Value } from '../graph/value.ts'
import type { OpCheck, Plain } from './op-check.ts'

/**
 * Computes tensors by the ops' references, in float64 whatever their element type says: slow, plain, and what
 * gradients are checked with. `known` gives values (leaves or anything else) by hand.
 */
export function interpret(
  tensors: readonly Tensor[],
  checks: ReadonlyMap<string, OpCheck>,
  known: ReadonlyMap<Value, Float64Array> = new Map(),
): Float64Array[] {
  const results = new Map<Value, Float64Array>(known)

  const compute = (call: Call): void => {
    const check = checks.get(call.op.name)
    if (!check) throw new Error(`no check for ${call.op.name}`)
    const inputs: Plain[] = call.inputs.map((input) => {
      return { dtype: input.dtype, shape: input.shape, data: results.get(input)! }
    })
    const made = check.reference(inputs, call.attributes, call.outputs)
    const outputs = made instanceof Float64Array ? [made] : made
    for (const [i, value] of call.outputs.entries()) {
      const data = outputs[i]!
      if (data.length !== sizeOf(value.shape)) {
        throw new Error(`${call.op.name}: the reference made ${data.length} elements for [${value.shape}]`)
      }
      results.set(value, data)
    }
  }

  const visit = (value: Value): Float64Array => {
    const done = results.get(value)
    if (done) return done
    const { source } = value
    if (source.kind === 'call') {
      for (const input of source.inputs) visit(input)
      compute(source)
    } else if (source.kind === 'constant' || source.kind === 'data') {
      results.set(value, Float64Array.from(source.data, Number))
    } else throw new Error(`a reference has no ${source.kind}`)
    return results.get(value)!
  }
  return tensors.map((tensor) => visit(tensor.value))
}
