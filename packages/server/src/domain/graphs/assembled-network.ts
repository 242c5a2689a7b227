import { Linear, Module, ReLU, Sequential, Sigmoid, Tanh, type Tensor } from '@nodeyard/tensor'
import { Fault } from '../../fault.ts'
import type { Model } from './values.ts'

/** A layer of a network that is being put together, box by box. */
export type LayerPlan =
  | { kind: 'linear'; inFeatures: number; outFeatures: number }
  | { kind: 'relu' | 'tanh' | 'sigmoid' }

/** A network whose layers are known, so that more can be added behind them. */
export class AssembledNetwork extends Module {
  readonly net: Sequential
  readonly #plan: readonly LayerPlan[]

  constructor(plan: readonly LayerPlan[]) {
    super()
    this.#plan = plan
    this.net = new Sequential(...plan.map(makeLayer))
  }

  get plan(): readonly LayerPlan[] {
    return this.#plan
  }

  forward(x: Tensor): Tensor {
    return this.net.forward(x)
  }
}

const ACTIVATION = { relu: ReLU, tanh: Tanh, sigmoid: Sigmoid }

const makeLayer = (layer: LayerPlan) =>
  layer.kind === 'linear' ? new Linear(layer.inFeatures, layer.outFeatures) : new ACTIVATION[layer.kind]()

/** @throws Fault `validation_failed` for a model that was not put together layer by layer */
export function planOf(model: Model): readonly LayerPlan[] {
  if (model instanceof AssembledNetwork) return model.plan
  throw new Fault('validation_failed', 'layers can be added only to a network made of FFNLayer boxes')
}

/** How many numbers a network gives. */
export function widthOf(plan: readonly LayerPlan[]): number | undefined {
  return plan.findLast((layer) => layer.kind === 'linear')?.outFeatures
}
