import type { Tensor } from '@nodeyard/tensor'
import type { Dataloader, Dataset, LossFunction, Model, OptimizerPlan } from './values.ts'

/** What travels along each kind of wire. */
export interface PortValues {
  TENSOR: Tensor
  /** Floats of [0, 1]: [C, H, W], or [N, C, H, W] for a batch. */
  IMAGE: Tensor
  MODEL: Model
  DATASET: Dataset
  DATALOADER: Dataloader
  OPTIMIZER: OptimizerPlan
  LOSS_FN: LossFunction
  SCALAR: number
  STRING: string
  LIST: readonly unknown[]
  ANY: unknown
  TRIGGER: never
}

export type DataType = keyof PortValues

/** One input or output of a kind of graph node. */
export interface Port<Type extends DataType = DataType, Optional extends boolean = boolean> {
  dataType: Type
  description: string
  optional: Optional
}

export const port = <const Type extends DataType>(dataType: Type, description = ''): Port<Type, false> => ({
  dataType,
  description,
  optional: false,
})

/** An input that may be left unconnected; `run` is then handed undefined. */
export const optional = <const Type extends DataType>(
  dataType: Type,
  description = '',
): Port<Type, true> => ({
  dataType,
  description,
  optional: true,
})

export type Ports = Record<string, Port>

/** The values of a table of inputs, as `run` is handed them. */
export type InputValues<Inputs extends Ports> = {
  [Name in keyof Inputs]: Inputs[Name] extends Port<infer Type, infer Optional>
    ? Optional extends true
      ? PortValues[Type] | undefined
      : PortValues[Type]
    : never
}

/** What `run` returns: a value for each output. */
export type OutputValues<Outputs extends Ports> = {
  [Name in keyof Outputs]: Outputs[Name] extends Port<infer Type> ? PortValues[Type] : never
}

/**
 * Whether a wire may go from one type to the other. Triggers meet only triggers, ANY meets everything else, and an
 * image is a tensor (not the other way round).
 */
export function fits(from: DataType, to: DataType): boolean {
  if (from === 'TRIGGER' || to === 'TRIGGER') return from === to
  return from === to || from === 'ANY' || to === 'ANY' || (from === 'IMAGE' && to === 'TENSOR')
}
