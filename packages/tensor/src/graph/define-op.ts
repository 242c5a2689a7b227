import type { OnnxAttribute } from '../formats/onnx-write.ts'
import { type Dtype, type HostArray, requireDtype } from './dtype.ts'
import { isGradEnabled } from './grad-mode.ts'
import type { Shape } from './shape.ts'
import { Tensor } from './tensor.ts'
import type { Call, TensorType, Value } from './value.ts'

/** Writes ONNX operators into the model of the graph; values go by their names. */
export interface Emitter {
  /** One operator with one output. */
  emit(type: string, inputs: readonly string[], attributes?: OnnxAttributes, domain?: string): string
  /** One operator with several outputs; those whose `isUsed` is false are left out. */
  emitMany(
    type: string,
    inputs: readonly string[],
    isUsed: readonly boolean[],
    attributes?: OnnxAttributes,
    domain?: string,
  ): string[]
  /** A vector of int64, as ONNX wants its axes and shapes. */
  ints(values: readonly number[]): string
  scalar(value: number, dtype: Dtype): string
  constant(dtype: Dtype, shape: Shape, data: HostArray): string
}

export type OnnxAttributes = Readonly<Record<string, OnnxAttribute>>

/** A tuple of so many; a list where the count varies. */
export type Tuple<T, N extends number> = number extends N
  ? readonly T[]
  : N extends 1
    ? readonly [T]
    : N extends 2
      ? readonly [T, T]
      : N extends 3
        ? readonly [T, T, T]
        : readonly T[]

/** A primitive: its shape rule, its ONNX form and its gradient. `A` are its attributes, `N` its inputs. */
export interface OpDefinition<A extends object, N extends number> {
  readonly name: string
  /** Element types of the first input that ONNX Runtime's CPU has a kernel for. */
  readonly dtypes: readonly Dtype[]
  readonly outputs: (inputs: Tuple<TensorType, N>, attributes: A) => readonly TensorType[]
  readonly onnx: (
    emitter: Emitter,
    inputs: Tuple<string, N>,
    call: {
      readonly attributes: A
      readonly inputs: Tuple<TensorType, N>
      readonly outputs: readonly TensorType[]
      readonly isUsed: readonly boolean[]
      /** Which inputs follow from weights that are frozen in the model: what is done to them is done once. */
      readonly isKnown: readonly boolean[]
    },
  ) => string | readonly string[]
  /**
   * The inputs' gradients from the outputs', as tensors of the same graph. What turns out not to be needed is
   * never computed, so a rule need not ask. No rule: the op is not differentiable.
   */
  readonly grad?: (call: {
    readonly attributes: A
    readonly inputs: Tuple<Tensor, N>
    readonly outputs: readonly Tensor[]
    /** Gradient of the first output. */
    readonly up: Tensor
    /** Gradients of all outputs, zeros where nothing used them. */
    readonly ups: readonly Tensor[]
    /** The same, undefined where nothing used an output. */
    readonly known: readonly (Tensor | undefined)[]
  }) => readonly (Tensor | undefined)[]
}

/** A definition as the graph sees it, whatever its attributes and number of inputs. */
export type Op = OpDefinition<object, number>

export interface CallableOp<A extends object, N extends number> extends OpDefinition<A, N> {
  /** Applies the op; all outputs. */
  call(inputs: Tuple<Tensor, N>, attributes: A): Tensor[]
  /** Applies the op; the first output. */
  apply(inputs: Tuple<Tensor, N>, attributes: A): Tensor
}

/** Makes a primitive. Keep them few: what can be said in terms of others is a plain function (functions/). */
export function defineOp<A extends object = object, N extends number = number>(
  definition: OpDefinition<A, N>,
): CallableOp<A, N> {
  const op = definition as unknown as Op
  const call = (inputs: Tuple<Tensor, N>, attributes: A) =>
    callOp(
      op,
      inputs.map((input) => input.value),
      attributes,
    )
  return { ...definition, call, apply: (inputs, attributes) => call(inputs, attributes)[0]! }
}

function callOp(op: Op, inputs: readonly Value[], attributes: object): Tensor[] {
  if (inputs[0]) requireDtype(op.name, inputs[0].dtype, op.dtypes)
  const outputs: Value[] = []
  const source: Call = { kind: 'call', op, attributes, inputs, outputs, isDetached: !isGradEnabled() }
  for (const { dtype, shape } of op.outputs(inputs, attributes)) {
    outputs.push({ source, index: outputs.length, dtype, shape })
  }
  return outputs.map((value) => new Tensor(value))
}
