import { findGradients } from '../autograd/grad.ts'
import { sameShape, show } from '../graph/shape.ts'
import type { Tensor } from '../graph/tensor.ts'
import { TensorError } from '../graph/tensor-error.ts'
import { assignAll, type Variable } from '../graph/variable.ts'
import { loadState, type StateDict } from '../modules/load-state.ts'
import type { Parameter } from '../modules/parameter.ts'
import { stateName } from '../modules/state-name.ts'
import { type CommonSettings, ParameterGroup } from './parameter-group.ts'
import type { UpdateRule } from './update-rule.ts'

/** Parameters with settings of their own; what is left out is as for all. */
export type GroupOptions<Settings extends object> = Partial<Settings & CommonSettings> & {
  readonly parameters: Iterable<Parameter>
}

/** Parameters, or groups of them. */
export type Learned<Settings extends object> = Iterable<Parameter> | Iterable<GroupOptions<Settings>>

/** What an optimizer keeps: tensors by name (`0.exp_avg`: of the first parameter), and each group's settings. */
export interface OptimizerState {
  tensors: StateDict
  groups: { lr: number; initialLr: number; momentum?: number }[]
}

/**
 * What all optimizers share: groups of parameters, and the state kept for them. Steps are as lazy as everything: in a
 * compiled step the updates are part of its graph.
 *
 * @example
 * const net = new Linear(3, 1)
 * const optimizer = new Adam(net.parameters(), { lr: 0.01 })
 * const step = compile((x: Tensor, y: Tensor) => {
 *   const loss = mseLoss(net.forward(x), y)
 *   optimizer.minimize(loss)
 *   return loss
 * })
 * const first = await (await step(ones([4, 3]), ones([4, 1]))).item()
 * const second = await (await step(ones([4, 3]), ones([4, 1]))).item()
 * second < first // true
 */
export class Optimizer<Settings extends object = object> {
  readonly groups: ParameterGroup<Settings>[] = []
  readonly #rule: UpdateRule<Settings>
  readonly #defaults: Settings & CommonSettings

  constructor(rule: UpdateRule<Settings>, learned: Learned<Settings>, defaults: Settings & CommonSettings) {
    this.#rule = rule
    this.#defaults = defaults
    const list = [...learned] as (Parameter | GroupOptions<Settings>)[]
    if (list.length === 0) throw new TensorError('argument', 'there are no parameters to optimize')
    const isGroup = (one: Parameter | GroupOptions<Settings>): one is GroupOptions<Settings> =>
      'parameters' in one
    if (list.every(isGroup)) for (const group of list) this.addGroup(group)
    else this.#add(list as Parameter[], this.#defaults)
  }

  /** Adds parameters with settings of their own. */
  addGroup({ parameters, ...own }: GroupOptions<Settings>): void {
    this.#add(parameters, { ...this.#defaults, ...own } as Settings & CommonSettings)
  }

  #add(parameters: Iterable<Parameter>, settings: Settings & CommonSettings): void {
    const group = new ParameterGroup(this.#rule, parameters, settings)
    const known = new Set(this.parameters)
    if (group.parameters.some((parameter) => known.has(parameter))) {
      throw new TensorError('argument', 'a parameter is in two groups')
    }
    this.groups.push(group)
  }

  /** All parameters, in the order in which `step` takes their gradients. */
  get parameters(): Parameter[] {
    return this.groups.flatMap((group) => group.parameters)
  }

  /**
   * Updates every parameter by its gradient: one for each of `parameters`, in their order. Those whose gradient is
   * undefined, or who are frozen (`requiresGrad` false), stay as they are.
   */
  step(gradients: readonly (Tensor | undefined)[]): void {
    const { parameters } = this
    if (gradients.length !== parameters.length) {
      throw new TensorError('argument', `${gradients.length} gradients for ${parameters.length} parameters`)
    }
    const remaining = [...gradients]
    assignAll(
      this.groups.flatMap((group) => this.#updates(group, remaining.splice(0, group.parameters.length))),
    )
  }

  /**
   * Computes the gradients of a loss and steps: PyTorch's `loss.backward(); optimizer.step()`. Parameters that the
   * loss does not depend on stay as they are.
   *
   * @param change what becomes of the gradients first, such as `(gradients) => clipGradNorm(gradients, 1).gradients`
   */
  minimize(loss: Tensor, change: (gradients: Tensor[]) => Tensor[] = (gradients) => gradients): void {
    if (loss.numel !== 1) throw new TensorError('shape', `a loss is one number, not ${show(loss.shape)}`)
    const { parameters } = this
    const learned = parameters.filter(({ requiresGrad }) => requiresGrad)
    const found = findGradients(loss, learned)
    const reached = learned.filter((_, i) => found[i])
    const changed = change(found.filter((gradient) => gradient !== undefined))
    const byParameter = new Map(reached.map((parameter, i) => [parameter, changed[i]]))
    this.step(parameters.map((parameter) => byParameter.get(parameter)))
  }

  #updates(
    group: ParameterGroup<Settings>,
    gradients: readonly (Tensor | undefined)[],
  ): [Variable, Tensor][] {
    const settings = group.current
    const step = group.steps.add(1)
    const updates = group.parameters.flatMap((parameter, i): [Variable, Tensor][] => {
      const gradient = gradients[i]
      if (!gradient || !parameter.requiresGrad) return []
      if (!sameShape(gradient.shape, parameter.shape)) {
        throw new TensorError(
          'shape',
          `a gradient ${show(gradient.shape)} is not for a parameter ${show(parameter.shape)}`,
        )
      }
      const made = this.#rule.update({
        parameter,
        gradient: group.settings.maximize ? gradient.neg() : gradient,
        state: group.states[i]!,
        lr: group.rate,
        step,
        settings,
      })
      const kept = Object.entries(group.states[i]!)
      // The rate is float64: it lends its type to parameters that are single numbers too.
      return [
        [parameter, made.parameter.to(parameter.dtype)],
        ...kept.map(([name, cell]): [Variable, Tensor] => [cell, made.state[name]!.to(cell.dtype)]),
      ]
    })
    return updates.length === 0 ? [] : [...updates, [group.steps, step]]
  }

  #variables(): Map<string, Variable> {
    const named = new Map<string, Variable>()
    let count = 0
    for (const { parameters, states, steps } of this.groups) {
      for (const i of parameters.keys()) {
        named.set(`${count}.step`, steps)
        for (const [name, cell] of Object.entries(states[i]!)) named.set(`${count}.${stateName(name)}`, cell)
        count++
      }
    }
    return named
  }

  /** What it keeps: the variables themselves, by PyTorch's names, so read or save them to keep what they are now. */
  stateDict(): OptimizerState {
    const groups = this.groups.map(({ lr, initialLr, momentum }) => ({
      lr,
      initialLr,
      ...(momentum !== undefined && { momentum }),
    }))
    return { tensors: Object.fromEntries(this.#variables()), groups }
  }

  /**
   * Goes on from a state dict.
   *
   * @throws TensorError `state` when tensors are missing, unknown or of another shape, or groups differ in number
   */
  loadStateDict({ tensors, groups }: OptimizerState): void {
    if (groups.length !== this.groups.length) {
      throw new TensorError('state', `${groups.length} groups for an optimizer of ${this.groups.length}`)
    }
    loadState(this.#variables(), tensors)
    for (const [i, { lr, initialLr, momentum }] of groups.entries()) {
      const group = this.groups[i]!
      group.lr = lr
      group.initialLr = initialLr
      if (momentum !== undefined && momentum !== group.momentum) group.momentum = momentum
    }
  }
}
