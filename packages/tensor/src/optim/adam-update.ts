import { zeros } from '../functions/creation.ts'
import type { Operand } from '../functions/promote.ts'
import type { Tensor } from '../graph/tensor.ts'
import { maximum } from '../ops/maximum.ts'
import { pow } from '../ops/pow.ts'
import { sub } from '../ops/sub.ts'
import type { State, Update } from './update-rule.ts'

export interface AdamSettings {
  /** The shares of the past in the means of gradients and of their squares. */
  readonly betas: readonly [Operand, number]
  readonly eps: number
  readonly weightDecay: number
  /** Whether to divide by the largest mean of squares so far. */
  readonly amsgrad: boolean
}

/** What is left of a mean's weight that its zero start has not taken: 1 - beta^step, 0-d float64. */
export const correction = (beta: Operand, step: Tensor): Tensor => sub(1, pow(beta, step))

export const oneMinus = (beta: Operand): Operand => (typeof beta === 'number' ? 1 - beta : sub(1, beta))

/** The running means of gradients and of their squares. */
export function moments(
  { expAvg, expAvgSq }: State,
  gradient: Tensor,
  [beta1, beta2]: AdamSettings['betas'],
): { expAvg: Tensor; expAvgSq: Tensor } {
  return {
    expAvg: expAvg!.mul(beta1).add(gradient.mul(oneMinus(beta1))),
    expAvgSq: expAvgSq!.mul(beta2).add(gradient.mul(gradient).mul(1 - beta2)),
  }
}

export function adamStart({ dtype, shape }: Tensor, { amsgrad }: AdamSettings): State {
  const zero = zeros(shape, { dtype })
  return { expAvg: zero, expAvgSq: zero, ...(amsgrad && { maxExpAvgSq: zero }) }
}

/** What Adam and AdamW share once weights have decayed. */
export function adamUpdate({ parameter, gradient, state, lr, step, settings }: Update<AdamSettings>): {
  parameter: Tensor
  state: State
} {
  const { betas, eps, amsgrad } = settings
  const { expAvg, expAvgSq } = moments(state, gradient, betas)
  const maxExpAvgSq = amsgrad ? maximum(state.maxExpAvgSq!, expAvgSq) : undefined
  // sqrt(v) / root + eps below lr / correction, with the root moved to the numbers: two passes less over v.
  const root = correction(betas[1], step).sqrt()
  const rate = lr.mul(root).div(correction(betas[0], step))
  const size = (maxExpAvgSq ?? expAvgSq).sqrt().add(root.mul(eps))
  return {
    parameter: parameter.sub(expAvg.mul(rate).div(size)),
    state: { expAvg, expAvgSq, ...(maxExpAvgSq && { maxExpAvgSq }) },
  }
}
