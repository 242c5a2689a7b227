import type { OpDefinition } from '../graph/define-op.ts'
import type { Dtype } from '../graph/dtype.ts'
import type { Shape } from '../graph/shape.ts'
import type { TensorType } from '../graph/value.ts'
import type { Samples } from './samples.ts'

/** A plain array for references: all elements as float64 (integers are exact up to 2^53, bools are 0 and 1). */
export interface Plain {
  readonly dtype: Dtype
  readonly shape: Shape
  readonly data: Float64Array
}

export interface Sample<A = object> {
  readonly inputs: readonly Plain[]
  readonly attributes: A
  /** False where the op has a kink or a jump at the sample, which differences cannot see. */
  readonly gradient?: boolean
}

/**
 * What every op file exports as `check`: its meaning once more, in the plainest form, and inputs to try it on.
 * The looping test holds the ONNX form and the gradient against it. Only tests use it; bundlers drop it as an
 * export that nothing imports, and the package's build cuts it off.
 */
export interface OpCheck<A extends object = object> {
  // The number of inputs does not matter to a check.
  readonly op: Pick<OpDefinition<A, number>, 'name' | 'dtypes'> & {
    apply(inputs: never, attributes: A): unknown
  }
  /** The elements of each output, for inputs and the outputs' types. */
  readonly reference: (
    inputs: readonly Plain[],
    attributes: A,
    outputs: readonly TensorType[],
  ) => Float64Array | readonly Float64Array[]
  readonly samples: (random: Samples) => readonly Sample<A>[]
  /** Largest error of the float32 form, relative to the largest element; 2e-6 unless given. */
  readonly tolerance?: number
}
