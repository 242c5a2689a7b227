import type { Cell } from './cell.ts'
import type { Op } from './define-op.ts'
import type { Dtype, HostArray } from './dtype.ts'
import type { Shape } from './shape.ts'

export interface TensorType {
  readonly dtype: Dtype
  readonly shape: Shape
}

/** One result in the graph that is being written: immutable, and known by its identity. */
export interface Value extends TensorType {
  readonly source: Call | Leaf
  /** Which output of its call it is. */
  readonly index: number
  /** Where the engine keeps it, once it has been computed there (see `realize`). */
  held?: Cell
}

/** An op applied to values. */
export interface Call {
  readonly kind: 'call'
  readonly op: Op
  readonly attributes: object
  readonly inputs: readonly Value[]
  readonly outputs: Value[]
  /** Made under `noGrad`, or by `detach`: gradients stop here. */
  readonly isDetached: boolean
}

export type Leaf =
  /** Part of the graph's structure: written into the model. */
  | { readonly kind: 'constant'; readonly data: HostArray; key?: string }
  /** Handed to every run: the same model serves other data of the same shape. What a step returned is a result. */
  | {
      readonly kind: 'data'
      data: HostArray
      readonly isResult?: boolean
      /** Where the data lie in an engine's memory. */
      loan?: Loan | undefined
      cell?: Cell
    }
  /** An argument of a compiled step. */
  | { readonly kind: 'argument'; readonly position: number }
  /** What a variable held at some version. */
  | { readonly kind: 'stored'; readonly cell: Cell; readonly version: number }
  | {
      readonly kind: 'random'
      readonly fill: RandomFill
      readonly key: RandomKey
      /** Made inside a compiled step: every run draws anew. */
      readonly isPerRun: boolean
    }

/** Memory of an engine's in which data lie; they are not to be used when it has ended. */
export interface Loan {
  readonly lender: object
  end(): void
}

/**
 * How random numbers are distributed: uniform from low up to high, integers from low to high - 1, normal with mean
 * low and deviation high, or `high` with probability `low` and else 0. Constant ones are all low.
 */
export interface RandomFill {
  readonly distribution: 'uniform' | 'normal' | 'integers' | 'bernoulli' | 'constant'
  readonly low: number
  readonly high: number
}

/** Names one stream of random numbers. In a compiled step the first two are chosen anew for every run. */
export interface RandomKey {
  readonly seed: number
  readonly stream: number
  readonly offset: number
}

export function leafValue(source: Leaf, dtype: Dtype, shape: Shape): Value {
  return { source, index: 0, dtype, shape }
}
