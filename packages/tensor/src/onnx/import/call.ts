import type { Dtype } from '../../formats/dtype.ts'
import { elementsOf } from '../../formats/elements.ts'
import type { OnnxAttribute, OnnxGraph, OnnxOperation } from '../../formats/onnx-write.ts'
import { normalizeDim } from '../../graph/shape.ts'
import type { Tensor } from '../../graph/tensor.ts'
import { TensorError } from '../../graph/tensor-error.ts'
import { isKnown, Known, type Operand, toTensor } from './host.ts'

/** One use of an operator while it is being mapped: its inputs so far, and its attributes. */
export class OperatorCall {
  readonly operation: OnnxOperation
  readonly inputs: readonly (Operand | undefined)[]
  /** Version of the standard operator set. */
  readonly opset: number
  /** Runs a graph inside the operator, which sees what is around it. */
  readonly runGraph: (graph: OnnxGraph) => Operand[]

  constructor(
    operation: OnnxOperation,
    inputs: readonly (Operand | undefined)[],
    opset: number,
    runGraph: (graph: OnnxGraph) => Operand[],
  ) {
    this.operation = operation
    this.inputs = inputs
    this.opset = opset
    this.runGraph = runGraph
  }

  get type(): string {
    return this.operation.type
  }

  has(i: number): boolean {
    return this.inputs[i] !== undefined
  }

  operand(i: number): Operand {
    const input = this.inputs[i]
    if (input === undefined) throw this.error(`wants input ${i}`)
    return input
  }

  tensor(i: number): Tensor {
    return toTensor(this.operand(i))
  }

  tensorOr(i: number): Tensor | undefined {
    return this.has(i) ? this.tensor(i) : undefined
  }

  /** An input whose elements shape the graph, such as axes. */
  known(i: number): Known {
    const input = this.operand(i)
    if (isKnown(input)) return input
    throw this.error(`wants input ${i} to be known while the graph is written, not computed from data`)
  }

  ints(i: number): number[] {
    return Array.from(this.known(i).data)
  }

  intsOr(i: number): number[] | undefined {
    return this.has(i) ? this.ints(i) : undefined
  }

  #attribute(name: string): OnnxAttribute | undefined {
    const { attributes = {} } = this.operation
    return Object.hasOwn(attributes, name) ? attributes[name] : undefined
  }

  int(name: string, other: number): number {
    const attribute = this.#attribute(name)
    return attribute && 'int' in attribute ? Number(attribute.int) : other
  }

  flag(name: string, other = false): boolean {
    return this.int(name, Number(other)) !== 0
  }

  float(name: string, other: number): number {
    const attribute = this.#attribute(name)
    return attribute && 'float' in attribute ? attribute.float : other
  }

  text(name: string, other: string): string {
    const attribute = this.#attribute(name)
    return attribute && 'string' in attribute ? attribute.string : other
  }

  texts(name: string): readonly string[] | undefined {
    const attribute = this.#attribute(name)
    return attribute && 'strings' in attribute ? attribute.strings : undefined
  }

  list(name: string): number[] | undefined {
    const attribute = this.#attribute(name)
    return attribute && 'ints' in attribute ? attribute.ints.map(Number) : undefined
  }

  floats(name: string): readonly number[] | undefined {
    const attribute = this.#attribute(name)
    return attribute && 'floats' in attribute ? attribute.floats : undefined
  }

  graph(name: string): OnnxGraph {
    const attribute = this.#attribute(name)
    if (attribute && 'graph' in attribute) return attribute.graph
    throw this.error(`wants a graph ${name}`)
  }

  constant(name: string): Known | undefined {
    const attribute = this.#attribute(name)
    if (!attribute || !('tensor' in attribute)) return undefined
    const { dtype, shape, data } = attribute.tensor
    if (!('byteLength' in data)) throw this.error('holds text, which no tensor can')
    return knownOf(dtype, shape, data as Uint8Array)
  }

  says(name: string): boolean {
    return this.#attribute(name) !== undefined
  }

  /** Axes, an attribute in older operator sets and an input in newer ones; undefined where neither says. */
  axes(input: number, rank: number): number[] | undefined {
    const list = this.list('axes') ?? this.intsOr(input)
    return list?.map((axis) => normalizeDim(axis, rank))
  }

  axis(rank: number, other: number): number {
    return normalizeDim(this.int('axis', other), rank)
  }

  /** Refuses what an attribute asks for unless it is this. */
  require(name: string, value: number | string): void {
    const attribute = this.#attribute(name)
    if (!attribute) return
    const found =
      'int' in attribute ? Number(attribute.int) : 'string' in attribute ? attribute.string : undefined
    if (found !== value) throw this.error(`has ${name} ${found}; only ${value} is supported`)
  }

  error(message: string): TensorError {
    const { name, outputs } = this.operation
    return new TensorError('argument', `operator ${this.type} (${name ?? outputs[0]}) ${message}`)
  }
}

export function knownOf(dtype: Dtype, shape: readonly number[], bytes: Uint8Array): Known {
  const elements = elementsOf(dtype, bytes)
  const isWide = dtype === 'int64' || dtype === 'uint64'
  const data = isWide ? Array.from(elements as BigInt64Array, Number) : (elements as Float32Array)
  return new Known(dtype === 'bfloat16' ? 'float32' : dtype, shape, data)
}

/** Maps one operator onto ops. Several outputs come as a list; those left out may be missing. */
export type Operator = (call: OperatorCall) => Operand | readonly (Operand | undefined)[]
export type Operators = Readonly<Record<string, Operator>>
