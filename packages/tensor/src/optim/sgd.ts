import { zeros } from '../functions/creation.ts'
import { constant, type Operand } from '../functions/promote.ts'
import { where } from '../ops/where.ts'
import { type Learned, Optimizer } from './optimizer.ts'
import type { CommonSettings } from './parameter-group.ts'
import type { UpdateRule } from './update-rule.ts'

export interface SGDSettings {
  /** The share of the past updates in each; 0 is plain descent. */
  readonly momentum: Operand
  /** How much of a gradient momentum leaves out. */
  readonly dampening: number
  readonly weightDecay: number
  /** Whether to look ahead along the momentum. */
  readonly nesterov: boolean
}

const sgdRule: UpdateRule<SGDSettings> = {
  name: 'sgd',
  start: ({ dtype, shape }, { momentum }) =>
    momentum === 0 ? {} : { momentumBuffer: zeros(shape, { dtype }) },
  update: ({ parameter, gradient, state, lr, step, settings }) => {
    const { momentum, dampening, weightDecay, nesterov } = settings
    const decayed = weightDecay === 0 ? gradient : gradient.add(parameter.mul(weightDecay))
    if (momentum === 0) return { parameter: parameter.sub(decayed.mul(lr)), state }
    // The first gradient is taken whole.
    const share = where(step.eq(1), constant(1, step.dtype), constant(1 - dampening, step.dtype))
    const added = dampening === 0 ? decayed : decayed.mul(share)
    const momentumBuffer = state.momentumBuffer!.mul(momentum).add(added)
    const direction = nesterov ? decayed.add(momentumBuffer.mul(momentum)) : momentumBuffer
    return { parameter: parameter.sub(direction.mul(lr)), state: { momentumBuffer } }
  },
}

/**
 * Stochastic gradient descent, with momentum if told so (PyTorch's `SGD`; lr 0.001 unless given).
 *
 * @example
 * const w = new Parameter(tensor([1, -2]))
 * const optimizer = new SGD([w], { lr: 0.1, momentum: 0.9 })
 * optimizer.step([tensor([1, -1])])
 * w // [0.9, -1.9]
 */
export class SGD extends Optimizer<SGDSettings> {
  constructor(learned: Learned<SGDSettings>, options: Partial<SGDSettings & CommonSettings> = {}) {
    super(sgdRule, learned, {
      lr: 1e-3,
      momentum: 0,
      dampening: 0,
      weightDecay: 0,
      nesterov: false,
      ...options,
    })
  }
}
