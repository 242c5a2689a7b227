import { Tensor } from '../graph/tensor.ts'
import type { Call, Value } from '../graph/value.ts'

/**
 * Every op below a tensor with its first output, named by the op and its place in the order of computation: what
 * there is to `capture`.
 *
 * @example
 * const x = tensor([1, -2])
 * const loss = x.relu().mul(3).sum()
 * Object.keys(operations(loss)) // ["relu0", "mul1", "sum2"]
 * operations(loss).mul1 // [3, 0]
 */
export function operations(of: Tensor): Record<string, Tensor> {
  const named: Record<string, Tensor> = {}
  const entered = new Set<Call>()
  const made = new Set<Call>()
  const stack: Value[] = [of.value]
  while (stack.length > 0) {
    const { source } = stack.at(-1)!
    if (source.kind !== 'call' || made.has(source)) stack.pop()
    else if (entered.has(source)) {
      named[`${source.op.name}${made.size}`] = new Tensor(source.outputs[0]!)
      made.add(source)
    } else {
      entered.add(source)
      stack.push(...source.inputs.toReversed())
    }
  }
  return named
}
