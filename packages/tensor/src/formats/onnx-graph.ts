import { quote } from './format-error.ts'
import { MAX_NAME_BYTES, MAX_RANK, MAX_TENSORS } from './limits.ts'
import { type OnnxTensor, readTensor } from './onnx-tensor.ts'
import { readValueInfo, type ValueInfo } from './onnx-value.ts'
import type { ProtoReader } from './protobuf.ts'
import { countElements } from './tensor-info.ts'

const MAX_GRAPH_DEPTH = 32
const MAX_VALUES = 10_000
const MAX_OPERATORS = 1000
const MAX_EXTERNAL_FILES = 10_000

// Fields of GraphProto, of NodeProto, and of AttributeProto (onnx.proto).
const GRAPH = { operation: 1, initializer: 5, input: 11, output: 12, sparseInitializer: 15 } as const
const OPERATION = { type: 4, attribute: 5, domain: 7 } as const
const ATTRIBUTE = {
  name: 1,
  int: 3,
  tensor: 5,
  graph: 6,
  tensors: 10,
  graphs: 11,
  sparse: 22,
  sparses: 23,
} as const
const FUNCTION = { operation: 7, defaults: 11 } as const
const SPARSE = { values: 1, indices: 2, dims: 3 } as const

/**
 * Attributes that kernels divide by. ONNX Runtime (1.30) does not look at all of them first: a ConvTranspose of zero
 * groups ends the process that runs it.
 */
const DIVISORS = new Set(['group', 'num_groups', 'num_heads', 'q_num_heads', 'kv_num_heads', 'blocksize'])

const fields = (table: Readonly<Record<string, number>>): ReadonlySet<number> => new Set(Object.values(table))
const GRAPH_FIELDS = fields(GRAPH)
const OPERATION_FIELDS = fields(OPERATION)
const ATTRIBUTE_FIELDS = fields(ATTRIBUTE)
const FUNCTION_FIELDS = fields(FUNCTION)
const SPARSE_FIELDS = fields(SPARSE)
const TRAINING_GRAPHS = new Set([1, 2])

export interface GraphSummary {
  inputs: ValueInfo[]
  outputs: ValueInfo[]
}

/**
 * Walks the graphs of a model: the main one, those inside its operators, and the bodies of its functions.
 * Tensors kept in attributes are checked like initializers but not listed.
 */
export class OnnxGraphReader {
  readonly initializers: OnnxTensor[] = []
  readonly operators = new Map<string, number>()
  readonly externalFiles = new Map<string, number>()
  #reader: ProtoReader

  constructor(reader: ProtoReader) {
    this.#reader = reader
  }

  /** The GraphProto that ends at `end`. Its initializers do not count as inputs. */
  async readGraph(end: number, depth = 0): Promise<GraphSummary> {
    const reader = this.#reader
    if (depth > MAX_GRAPH_DEPTH) throw reader.error(`graphs nest deeper than ${MAX_GRAPH_DEPTH}`, 'graph')
    const stored = new Set<string>()
    const inputs = new Map<string, ValueInfo>()
    const outputs = new Map<string, ValueInfo>()
    while (await reader.next(end, GRAPH_FIELDS)) {
      const { field } = reader
      const payloadEnd = reader.payloadEnd('a part of the graph')
      if (field === GRAPH.operation) await this.#readOperation(payloadEnd, depth)
      else if (field === GRAPH.initializer) this.#addInitializer(await this.#readTensor(payloadEnd), stored)
      else if (field === GRAPH.sparseInitializer)
        this.#addInitializer(await this.#readSparse(payloadEnd), stored)
      else if (field === GRAPH.input)
        this.#addValue(await readValueInfo(reader, payloadEnd, 'input'), inputs, 'input')
      else this.#addValue(await readValueInfo(reader, payloadEnd, 'output'), outputs, 'output')
    }
    return {
      inputs: [...inputs.values()].filter(({ name }) => !stored.has(name)),
      outputs: [...outputs.values()],
    }
  }

  /** A FunctionProto: its operators count, and its attributes' defaults are checked. */
  async readFunction(end: number): Promise<void> {
    const reader = this.#reader
    while (await reader.next(end, FUNCTION_FIELDS)) {
      const payloadEnd = reader.payloadEnd('a part of a function')
      if (reader.field === FUNCTION.operation) await this.#readOperation(payloadEnd, 0)
      else await this.#readAttribute(payloadEnd, 0)
    }
  }

  /** A TrainingInfoProto: checked, but no part of what the model is when it answers. */
  async checkTraining(end: number): Promise<void> {
    const reader = this.#reader
    const apart = new OnnxGraphReader(reader)
    while (await reader.next(end, TRAINING_GRAPHS)) await apart.readGraph(reader.payloadEnd('training_info'))
  }

  async #readOperation(end: number, depth: number): Promise<void> {
    const reader = this.#reader
    let type = ''
    let domain = ''
    while (await reader.next(end, OPERATION_FIELDS)) {
      if (reader.field === OPERATION.type) type = await reader.string('op_type', MAX_NAME_BYTES)
      else if (reader.field === OPERATION.domain)
        domain = await reader.string('operator domain', MAX_NAME_BYTES)
      else await this.#readAttribute(reader.payloadEnd('attribute'), depth)
    }
    if (type === '') throw reader.error('an operator has no op_type', 'op_type')
    const name = domain === '' || domain === 'ai.onnx' ? type : `${domain}.${type}`
    this.operators.set(name, (this.operators.get(name) ?? 0) + 1)
    if (this.operators.size > MAX_OPERATORS) {
      throw reader.error(`more than ${MAX_OPERATORS} kinds of operators`, 'op_type')
    }
  }

  async #readAttribute(end: number, depth: number): Promise<void> {
    const reader = this.#reader
    let name = ''
    let int: number | undefined
    while (await reader.next(end, ATTRIBUTE_FIELDS)) {
      const { field } = reader
      if (field === ATTRIBUTE.name) {
        name = await reader.string('attribute name', MAX_NAME_BYTES)
        continue
      }
      if (field === ATTRIBUTE.int) {
        int = reader.number('attribute')
        continue
      }
      const payloadEnd = reader.payloadEnd('attribute')
      if (field === ATTRIBUTE.tensor || field === ATTRIBUTE.tensors) await this.#readTensor(payloadEnd)
      else if (field === ATTRIBUTE.graph || field === ATTRIBUTE.graphs)
        await this.readGraph(payloadEnd, depth + 1)
      else await this.#readSparse(payloadEnd)
    }
    if (int !== undefined && int < 1 && DIVISORS.has(name)) {
      throw reader.error(`attribute ${quote(name)} must be at least 1, and is ${int}`, 'attribute')
    }
  }

  async #readTensor(end: number): Promise<OnnxTensor> {
    const tensor = await readTensor(this.#reader, end)
    if (tensor.external) {
      const { location, offset } = tensor.external
      const needed = Math.max(this.externalFiles.get(location) ?? 0, offset + tensor.bytes)
      this.externalFiles.set(location, needed)
      if (this.externalFiles.size > MAX_EXTERNAL_FILES) {
        throw this.#reader.error(`more than ${MAX_EXTERNAL_FILES} external files`, 'external_data')
      }
    }
    return tensor
  }

  /** A SparseTensorProto, counted by the values it stores. */
  async #readSparse(end: number): Promise<OnnxTensor> {
    const reader = this.#reader
    const dims: number[] = []
    let values: OnnxTensor | undefined
    while (await reader.next(end, SPARSE_FIELDS)) {
      if (reader.field === SPARSE.dims) await reader.numbers('dims of a sparse tensor', dims, MAX_RANK)
      else if (reader.field === SPARSE.indices) await this.#readTensor(reader.payloadEnd('sparse indices'))
      else values = await this.#readTensor(reader.payloadEnd('sparse values'))
    }
    if (!values) throw reader.error('a sparse tensor has no values', 'sparse tensor')
    const field = `sparse tensor ${quote(values.name)}`
    if (dims.some((dimension) => dimension < 0))
      throw reader.error(`${field} has a negative dimension`, field)
    const stored = countElements(values.shape, reader.format, field)
    if (stored > countElements(dims, reader.format, field)) {
      throw reader.error(`${field} stores ${stored} values, more than [${dims.join(',')}] has`, field)
    }
    return values
  }

  #addInitializer(tensor: OnnxTensor, stored: Set<string>): void {
    if (stored.has(tensor.name)) {
      throw this.#reader.error(`initializer ${quote(tensor.name)} appears twice`, 'initializer')
    }
    if (this.initializers.length === MAX_TENSORS) {
      throw this.#reader.error(`more than ${MAX_TENSORS} initializers`, 'initializer')
    }
    stored.add(tensor.name)
    this.initializers.push(tensor)
  }

  #addValue(value: ValueInfo, into: Map<string, ValueInfo>, kind: string): void {
    if (into.has(value.name)) throw this.#reader.error(`${kind} ${quote(value.name)} appears twice`, kind)
    if (into.size === MAX_VALUES) throw this.#reader.error(`more than ${MAX_VALUES} ${kind}s`, kind)
    into.set(value.name, value)
  }
}
