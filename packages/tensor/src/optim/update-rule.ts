import type { Tensor } from '../graph/tensor.ts'

/** Tensors that an optimizer keeps for each parameter, by name. */
export type State = Readonly<Record<string, Tensor>>

/** What an update sees of one parameter. */
export interface Update<Settings> {
  readonly parameter: Tensor
  readonly gradient: Tensor
  readonly state: State
  /** The learning rate, 0-d float64: a tensor, so that a schedule changes no graph. */
  readonly lr: Tensor
  /** How many updates there have been, this one included, 0-d float64. */
  readonly step: Tensor
  readonly settings: Settings
}

/**
 * The whole of an optimizer's mathematics: what becomes of one parameter and its state, written in ops. Pure, so that
 * a kernel which does the same in one pass may take its place.
 */
export interface UpdateRule<Settings> {
  readonly name: string
  /** The state of a parameter before the first update, in the order of state dicts. */
  readonly start: (parameter: Tensor, settings: Settings & { readonly lr: number }) => State
  readonly update: (update: Update<Settings>) => { parameter: Tensor; state: State }
}
