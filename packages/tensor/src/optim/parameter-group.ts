import { tensor, zeros } from '../functions/creation.ts'
import type { Tensor } from '../graph/tensor.ts'
import { TensorError } from '../graph/tensor-error.ts'
import { assume } from '../graph/trace.ts'
import { type Variable, variable } from '../graph/variable.ts'
import type { Parameter } from '../modules/parameter.ts'
import { requireSettings } from './require-settings.ts'
import type { State, UpdateRule } from './update-rule.ts'

/** What every optimizer can be told. */
export interface CommonSettings {
  readonly lr: number
  /** Whether to climb instead of to descend. */
  readonly maximize?: boolean
}

const scalar = (value: number): Tensor => tensor(value, { dtype: 'float64' })

/**
 * Parameters that are updated with the same settings, and what is kept for them.
 *
 * @example
 * const [group] = new SGD(new Linear(3, 1).parameters(), { lr: 0.1 }).groups
 * group.lr = 0.01
 * group.rate // 0.01
 */
export class ParameterGroup<Settings extends object = object> {
  readonly parameters: readonly Parameter[]
  readonly settings: Settings & CommonSettings
  /** For each parameter the tensors that the optimizer keeps. */
  readonly states: readonly Readonly<Record<string, Variable>>[]
  /** How many updates there have been. */
  readonly steps: Variable = variable(zeros([], { dtype: 'float64' }))
  /** The learning rate as compiled steps read it. */
  readonly rate: Variable
  /** The learning rate that schedules start from. */
  initialLr: number
  #lr: number
  #momentum: { value: number; tensor: Variable } | undefined

  constructor(
    rule: UpdateRule<Settings>,
    parameters: Iterable<Parameter>,
    settings: Settings & CommonSettings,
  ) {
    requireSettings(settings)
    this.parameters = [...parameters]
    this.settings = settings
    this.#lr = settings.lr
    this.initialLr = settings.lr
    this.rate = variable(scalar(settings.lr))
    this.states = this.parameters.map((parameter) => stored(rule.start(parameter, settings)))
  }

  /** The learning rate; a change takes effect with the next step, without tracing it again. */
  get lr(): number {
    return this.#lr
  }

  set lr(lr: number) {
    if (!Number.isFinite(lr) || lr < 0) throw new TensorError('argument', `${lr} is no learning rate`)
    if (lr === this.#lr) return
    this.#lr = lr
    this.rate.assign(scalar(lr))
  }

  /** The share of the past in the mean of gradients: `momentum`, or the first of `betas`. */
  get momentum(): number | undefined {
    if (this.#momentum) return this.#momentum.value
    const { momentum, betas } = this.settings as { momentum?: number; betas?: readonly [number, number] }
    return betas ? betas[0] : momentum
  }

  /** Once set from outside it is a tensor, like the learning rate. */
  set momentum(value: number) {
    if (this.momentum === undefined) throw new TensorError('argument', 'this optimizer has no momentum')
    if (!this.#momentum) this.#momentum = { value, tensor: variable(scalar(value)) }
    else if (this.#momentum.value !== value) {
      this.#momentum.value = value
      this.#momentum.tensor.assign(scalar(value))
    }
  }

  /** The settings as rules see them: with the momentum as a tensor where it changes. */
  get current(): Settings {
    const momentum = assume(() => this.#momentum?.tensor)
    if (!momentum) return this.settings
    const { betas } = this.settings as { betas?: readonly [number, number] }
    return { ...this.settings, ...(betas ? { betas: [momentum, betas[1]] } : { momentum }) }
  }
}

function stored(state: State): Record<string, Variable> {
  return Object.fromEntries(Object.entries(state).map(([name, initial]) => [name, variable(initial)]))
}
