import { elementsOf } from '../formats/elements.ts'
import { type ParsedOnnx, parseOnnx } from '../formats/onnx-parse.ts'
import type { ValueInfo } from '../formats/onnx-value.ts'
import type { OnnxGraph, OnnxOperation, OnnxTensorValue } from '../formats/onnx-write.ts'
import { tensor } from '../functions/creation.ts'
import type { HostArray } from '../graph/dtype.ts'
import { show } from '../graph/shape.ts'
import type { Tensor } from '../graph/tensor.ts'
import { TensorError } from '../graph/tensor-error.ts'
import { type Variable, variable } from '../graph/variable.ts'
import { Module } from '../modules/module.ts'
import { Parameter } from '../modules/parameter.ts'
import { knownOf, OperatorCall } from './import/call.ts'
import { engineDtype, type Operand, toTensor } from './import/host.ts'
import { operators } from './import/operators.ts'
import { BUFFERS_KEY } from './write-export.ts'

export interface ImportOptions {
  /** Which stored float tensors are learned; by default all that have dimensions and no operator wants known. */
  isParameter?: (name: string) => boolean
}

/** Inputs that shape the graph or are no weights, by operator; floats there are settings. */
const SETTINGS: Readonly<Record<string, readonly number[]>> = {
  Resize: [1, 2, 3],
  Upsample: [1],
  Clip: [1, 2],
  Pad: [1, 2, 3],
  Range: [0, 1, 2],
  OneHot: [1, 2],
  Pow: [1],
}
/** Running statistics: saved with a module, but not learned. */
const BUFFERS: Readonly<Record<string, readonly number[]>> = { BatchNormalization: [3, 4] }

/**
 * An ONNX model as a module: its operators are ops here, so it can be differentiated and trained, compiled and
 * exported again. Its stored float tensors are parameters (running statistics buffers) under their own names.
 *
 * It computes what the model does when it answers: dropout does nothing, batch norm uses the stored statistics.
 *
 * @example
 * const net: OnnxModule = await importOnnx(await exportOnnx(new Linear(4, 2), [randn([3, 4])]))
 * net.inputs.length // 1
 */
export class OnnxModule extends Module {
  /** What it takes, in the order of `forward`'s arguments, and what it gives. */
  readonly inputs: readonly ValueInfo[]
  readonly outputs: readonly ValueInfo[]
  readonly opset: number
  readonly #graph: OnnxGraph
  readonly #stored = new Map<string, Operand>()

  constructor(model: ParsedOnnx, { isParameter = () => true }: ImportOptions = {}) {
    super()
    this.inputs = model.inputs
    this.outputs = model.outputs
    this.opset = model.opset ?? 1
    this.#graph = model.graph
    const settings = namesIn(model.graph, SETTINGS)
    const buffers = new Set([...namesIn(model.graph, BUFFERS), ...declaredBuffers(model)])
    // Tables that our own exports write are part of the graph, not weights.
    const isOwn = model.producer.name === '@nodeyard/tensor'
    for (const [name, value] of Object.entries(model.graph.initializers ?? {})) {
      const isWeight =
        value.shape.length > 0 && !settings.has(name) && !(isOwn && /^(constant|shape)\.\d+$/.test(name))
      const part = isWeight ? weightOf(value, buffers.has(name) || !isParameter(name)) : undefined
      this.#stored.set(name, part ?? constantOf(name, value))
      if (part) this.register(name, part)
    }
    requireOperators(model.graph, this.opset)
  }

  /**
   * Computes the outputs: one tensor, or a list where the model has several.
   * @throws TensorError for inputs that the model does not take, and where a shape would have to be known beforehand
   */
  forward(...given: Tensor[]): Tensor | Tensor[] {
    if (given.length !== this.inputs.length) {
      throw new TensorError('argument', `the model takes ${this.inputs.length} inputs, not ${given.length}`)
    }
    const values = new Map<string, Operand>(this.#stored)
    for (const [i, info] of this.inputs.entries()) {
      requireFit(info, given[i]!)
      values.set(info.name, given[i]!)
    }
    const made = run(this.#graph, values, this.opset).map(toTensor)
    return made.length === 1 ? made[0]! : made
  }
}

/**
 * Reads an ONNX model (operator sets 7 to 21 and beyond, as far as its operators are known) as a module.
 *
 * @throws FormatError for files that lie; TensorError `argument` naming operators that cannot be imported
 *
 * @example
 * const net = await importOnnx(await exportOnnx(new Linear(4, 2), [randn([1, 4])], { dynamicBatch: true }))
 * net.forward(randn([3, 4])) // a Tensor of shape [3, 2]
 * net.parameters().length // 2
 */
export async function importOnnx(bytes: Uint8Array, options?: ImportOptions): Promise<OnnxModule> {
  return new OnnxModule(await parseOnnx(bytes), options)
}

function declaredBuffers({ metadata }: ParsedOnnx): string[] {
  try {
    const names: unknown = JSON.parse(metadata[BUFFERS_KEY] ?? '[]')
    return Array.isArray(names) ? names.map(String) : []
  } catch {
    return []
  }
}

function weightOf({ dtype, shape, data }: OnnxTensorValue, isBuffer: boolean): Variable | undefined {
  if (dtype !== 'float32' && dtype !== 'float64' && dtype !== 'float16' && dtype !== 'bfloat16')
    return undefined
  const elements = elementsOf(dtype, data as Uint8Array) as HostArray
  const initial = tensor(elements, { shape })
  return isBuffer ? variable(initial) : new Parameter(initial)
}

function constantOf(name: string, { dtype, shape, data }: OnnxTensorValue): Operand {
  if (!('byteLength' in data)) throw new TensorError('dtype', `${name} holds text, which no tensor can`)
  return knownOf(dtype, shape, data as Uint8Array)
}

function namesIn(graph: OnnxGraph, places: Readonly<Record<string, readonly number[]>>): Set<string> {
  const names = graph.operations.flatMap(({ type, inputs }) => {
    return Object.hasOwn(places, type) ? places[type]!.flatMap((i) => inputs[i] ?? []) : []
  })
  return new Set(names)
}

function requireFit({ name, dtype, shape }: ValueInfo, given: Tensor): void {
  const fits =
    !shape ||
    (shape.length === given.ndim &&
      shape.every((size, dim) => typeof size !== 'number' || size === given.shape[dim]))
  if (fits && (dtype === null || given.dtype === engineDtype(dtype))) return
  const wanted = shape ? `[${shape.map((size) => size ?? '?').join(', ')}]` : ''
  throw new TensorError(
    'shape',
    `input ${name} wants ${dtype} ${wanted}, not ${given.dtype} ${show(given.shape)}`,
  )
}

const isMapped = ({ type, domain }: OnnxOperation) => domain === undefined && Object.hasOwn(operators, type)

function* allOperations(graph: OnnxGraph): Generator<OnnxOperation> {
  for (const operation of graph.operations) {
    yield operation
    for (const attribute of Object.values(operation.attributes ?? {})) {
      if ('graph' in attribute) yield* allOperations(attribute.graph)
    }
  }
}

/** All that is missing at once, before anything runs. */
function requireOperators(graph: OnnxGraph, opset: number): void {
  const unknown = new Set<string>()
  for (const operation of allOperations(graph)) {
    const { type, domain } = operation
    if (!isMapped(operation)) unknown.add(domain ? `${domain}.${type}` : type)
  }
  if (unknown.size === 0) return
  throw new TensorError(
    'argument',
    `the model (opset ${opset}) uses operators that cannot be imported: ${[...unknown].sort().join(', ')}`,
  )
}

function run(graph: OnnxGraph, values: Map<string, Operand>, opset: number): Operand[] {
  for (const operation of graph.operations) {
    const inputs = operation.inputs.map((name) => (name === '' ? undefined : find(values, name, operation)))
    const inner = (branch: OnnxGraph): Operand[] => {
      const around = new Map(values)
      for (const [name, value] of Object.entries(branch.initializers ?? {}))
        around.set(name, constantOf(name, value))
      return run(branch, around, opset)
    }
    const call = new OperatorCall(operation, inputs, opset, inner)
    const made = operators[operation.type]!(call)
    const outputs: readonly (Operand | undefined)[] = Array.isArray(made) ? made : [made as Operand]
    for (const [i, name] of operation.outputs.entries()) {
      const output = outputs[i]
      if (name !== '' && output !== undefined) values.set(name, output)
    }
  }
  return graph.outputs.map(({ name }) => find(values, name, undefined))
}

function find(
  values: ReadonlyMap<string, Operand>,
  name: string,
  asking: OnnxOperation | undefined,
): Operand {
  const value = values.get(name)
  if (value !== undefined) return value
  const who = asking ? `operator ${asking.type} wants` : 'the model returns'
  throw new TensorError('argument', `${who} ${JSON.stringify(name)}, which nothing has made`)
}
