import { fullLike } from '../functions/creation.ts'
import type { Op } from '../graph/define-op.ts'
import { isFloat } from '../graph/dtype.ts'
import { sameShape, show } from '../graph/shape.ts'
import { Tensor } from '../graph/tensor.ts'
import { TensorError } from '../graph/tensor-error.ts'
import type { Call, Value } from '../graph/value.ts'
import { sumOf } from './sum-of.ts'

export interface GradOptions {
  /** The gradient to start from, of the output's shape; 1 when the output is a single number. */
  gradOutput?: Tensor
  /** Zeros for tensors that the output does not depend on, instead of an error. */
  allowUnused?: boolean
}

/**
 * Gradients of `output` with respect to each of `tensors`: any tensors it was made from, weights and activations
 * alike. They are tensors of the same graph, so they are as lazy as everything, can be part of what is computed
 * next, and can be differentiated again.
 *
 * @throws TensorError `not_differentiable` when the output does not depend on one of the tensors, or does only by
 * way of an op that has no gradient
 *
 * @example
 * const [w, b] = [tensor([2, 3]), tensor([1, 1])]
 * const loss = w.mul(w).add(b).sum()
 * const [dw, db] = grad(loss, [w, b])
 * dw // [4, 6]
 * db // [1, 1]
 */
export function grad(
  output: Tensor,
  tensors: readonly Tensor[],
  { gradOutput, allowUnused = false }: GradOptions = {},
): Tensor[] {
  if (!gradOutput && output.numel !== 1) {
    throw new TensorError(
      'shape',
      `grad wants one number, or gradOutput; the output is ${show(output.shape)}`,
    )
  }
  if (gradOutput && !sameShape(gradOutput.shape, output.shape)) {
    throw new TensorError(
      'shape',
      `gradOutput is ${show(gradOutput.shape)}, the output ${show(output.shape)}`,
    )
  }
  return findGradients(output, tensors, gradOutput).map((gradient, i) => {
    if (gradient) return gradient
    const { dtype, shape } = tensors[i]!
    if (allowUnused) return fullLike(tensors[i]!, 0)
    throw new TensorError(
      'not_differentiable',
      `the output does not depend on a tensor of ${dtype} ${show(shape)} (allowUnused gives zeros)`,
    )
  })
}

/**
 * The same, undefined for tensors that the output does not depend on.
 *
 * @example
 * const [a, b] = [tensor([2, 3]), tensor([1, 1])]
 * const [da, db] = findGradients(a.mul(a).sum(), [a, b])
 * da // [4, 6]
 * db === undefined // true
 */
export function findGradients(
  output: Tensor,
  tensors: readonly Tensor[],
  gradOutput: Tensor = fullLike(output, 1),
): (Tensor | undefined)[] {
  const wanted = tensors.map((tensor) => tensor.value)
  const calls = callsBetween(output.value, new Set(wanted))
  const gradients = new Map<Value, Tensor[]>()
  gradients.set(output.value, [gradOutput])
  const gradientOf = (value: Value): Tensor | undefined => {
    const parts = gradients.get(value)
    return parts && sumOf(parts)
  }

  for (const call of calls.toReversed()) {
    const known = call.outputs.map(gradientOf)
    if (known.every((up) => up === undefined)) continue
    for (const [i, gradient] of gradientsOfInputs(call, known).entries()) {
      const input = call.inputs[i]!
      if (!gradient || !isFloat(input.dtype)) continue
      const parts = gradients.get(input)
      if (parts) parts.push(gradient)
      else gradients.set(input, [gradient])
    }
  }
  return wanted.map(gradientOf)
}

function gradientsOfInputs(
  call: Call,
  known: readonly (Tensor | undefined)[],
): readonly (Tensor | undefined)[] {
  const op: Op = call.op
  if (!op.grad) throw new TensorError('not_differentiable', `${op.name} has no gradient`)
  const outputs = call.outputs.map((value) => new Tensor(value))
  const ups = known.map((up, i) => up ?? fullLike(outputs[i]!, 0))
  const inputs = call.inputs.map((value) => new Tensor(value))
  return op.grad({ attributes: call.attributes, inputs, outputs, up: ups[0]!, ups, known })
}

/** The calls by which the output depends on a wanted value, each after the ones it needs. */
function callsBetween(output: Value, wanted: ReadonlySet<Value>): Call[] {
  const order: Call[] = []
  const depends = new Map<Call, boolean | undefined>()
  const stack: Value[] = [output]
  const isOnPath = (value: Value): boolean =>
    isFloat(value.dtype) &&
    (wanted.has(value) || (value.source.kind === 'call' && depends.get(value.source) === true))
  while (stack.length > 0) {
    const { source } = stack.at(-1)!
    if (source.kind !== 'call' || source.isDetached || depends.get(source) !== undefined) {
      stack.pop()
    } else if (depends.has(source)) {
      stack.pop()
      const isNeeded = source.inputs.some(isOnPath)
      depends.set(source, isNeeded)
      if (isNeeded) order.push(source)
    } else {
      depends.set(source, undefined)
      stack.push(...source.inputs.filter((input) => isFloat(input.dtype)))
    }
  }
  return order
}
