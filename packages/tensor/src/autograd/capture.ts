import type { Tensor } from '../graph/tensor.ts'
import { findGradients } from './grad.ts'

/**
 * A tensor, and the gradient of the loss with respect to it; undefined where the loss does not depend on it. A type
 * and no interface, so that compiled steps can return it.
 */
export type Captured = {
  readonly output: Tensor
  readonly gradient: Tensor | undefined
}

/**
 * Outputs and gradients of any tensors a loss was made from, activations and weights alike. They are more outputs of
 * the same graph: returned from a compiled step beside the loss they cost no second run, and change nothing else.
 *
 * @param parameters tensors whose gradients are wanted as well, in one pass: hand these to an optimizer
 *
 * @example
 * const w = tensor([[1], [2]])
 * const hidden = tensor([[3, 4]]).matmul(w)
 * const loss = hidden.square().sum()
 * const { captured } = capture(loss, { hidden, w })
 * captured.hidden.output // [[11]]
 * captured.hidden.gradient // [[22]]
 * captured.w.gradient // [[66], [88]]
 */
export function capture<Name extends string>(
  loss: Tensor,
  tensors: Readonly<Record<Name, Tensor>>,
  parameters: readonly Tensor[] = [],
): { captured: Record<Name, Captured>; gradients: (Tensor | undefined)[] } {
  const entries = Object.entries<Tensor>(tensors)
  const all = [...entries.map(([, tensor]) => tensor), ...parameters]
  const gradients = findGradients(loss, all)
  const captured = entries.map(([name, output], i) => [name, { output, gradient: gradients[i] }])
  return { captured: Object.fromEntries(captured), gradients: gradients.slice(entries.length) }
}
