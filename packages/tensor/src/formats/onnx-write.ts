import { DTYPE_BITS, type Dtype } from './dtype.ts'
import { faultIn, quote } from './format-error.ts'
import { ONNX_DTYPE_CODES } from './onnx-dtype.ts'
import type { Dimension } from './onnx-value.ts'
import { ProtoWriter } from './protobuf-write.ts'
import { rawBytes } from './raw-bytes.ts'
import { countElements } from './tensor-info.ts'

const FORMAT = 'onnx'
const fault = faultIn(FORMAT)

/** A tensor to store: its elements row-major and little-endian (two 4-bit elements to a byte), or strings. */
export interface OnnxTensorValue {
  dtype: Dtype
  shape: readonly number[]
  data: ArrayBufferView | readonly string[]
}

/** An operator's attribute. ONNX keeps integers and floats apart, so the kind is always said. */
export type OnnxAttribute =
  | { int: number | bigint }
  | { float: number }
  | { string: string }
  | { tensor: OnnxTensorValue }
  | { graph: OnnxGraph }
  | { ints: readonly (number | bigint)[] }
  | { floats: readonly number[] }
  | { strings: readonly string[] }

/** One use of an operator (ONNX's NodeProto). An empty name stands for an optional input or output left out. */
export interface OnnxOperation {
  type: string
  inputs: readonly string[]
  outputs: readonly string[]
  attributes?: Readonly<Record<string, OnnxAttribute>>
  /** Operator set; the standard one by default. */
  domain?: string
  name?: string
}

/** An input or output; without `shape` even its number of dimensions stays open. */
export interface OnnxValue {
  name: string
  dtype: Dtype
  shape?: readonly Dimension[]
}

export interface OnnxGraph {
  name?: string
  inputs: readonly OnnxValue[]
  outputs: readonly OnnxValue[]
  /** In an order in which each finds its inputs already made. */
  operations: readonly OnnxOperation[]
  initializers?: Readonly<Record<string, OnnxTensorValue>>
}

export interface OnnxModel {
  graph: OnnxGraph
  /** Version of the standard operator set. */
  opset: number
  /** Versions of further operator sets by domain. */
  opsets?: Readonly<Record<string, number>>
  /** Version of the file format itself; 10 by default. */
  irVersion?: number
  producer?: { name: string; version?: string }
  metadata?: Readonly<Record<string, string>>
}

/**
 * Encodes a model. What operators mean is not checked; that tensors fit their dtype and shape is.
 *
 * @example
 * writeOnnx({
 *   opset: 21,
 *   graph: {
 *     inputs: [{ name: 'x', dtype: 'float32', shape: ['batch', 2] }],
 *     outputs: [{ name: 'y', dtype: 'float32', shape: ['batch', 2] }],
 *     operations: [{ type: 'LeakyRelu', inputs: ['x'], outputs: ['y'], attributes: { alpha: { float: 0.1 } } }],
 *   },
 * })
 */
export function writeOnnx(model: OnnxModel): Uint8Array<ArrayBuffer> {
  return encode(model).finish()
}

/** The same in pieces to be written one after the other: large tensors are not copied but are the given ones. */
export function onnxPieces(model: OnnxModel): Uint8Array[] {
  return encode(model).pieces()
}

function encode(model: OnnxModel): ProtoWriter {
  const writer = new ProtoWriter().int(1, model.irVersion ?? 10)
  if (model.producer) {
    writer.string(2, model.producer.name)
    if (model.producer.version !== undefined) writer.string(3, model.producer.version)
  }
  writer.message(7, (graph) => writeGraph(graph, model.graph))
  for (const [domain, version] of [['', model.opset] as const, ...Object.entries(model.opsets ?? {})]) {
    writer.message(8, (opset) => opset.string(1, domain).int(2, version))
  }
  for (const [name, value] of Object.entries(model.metadata ?? {})) {
    writer.message(14, (entry) => entry.string(1, name).string(2, value))
  }
  return writer
}

function writeGraph(writer: ProtoWriter, graph: OnnxGraph): void {
  for (const operation of graph.operations) writer.message(1, (inner) => writeOperation(inner, operation))
  writer.string(2, graph.name ?? 'graph')
  for (const [name, tensor] of Object.entries(graph.initializers ?? {})) {
    writer.message(5, (inner) => writeTensor(inner, tensor, name))
  }
  for (const value of graph.inputs) writer.message(11, (inner) => writeValue(inner, value))
  for (const value of graph.outputs) writer.message(12, (inner) => writeValue(inner, value))
}

function writeOperation(writer: ProtoWriter, operation: OnnxOperation): void {
  for (const input of operation.inputs) writer.string(1, input)
  for (const output of operation.outputs) writer.string(2, output)
  if (operation.name !== undefined) writer.string(3, operation.name)
  writer.string(4, operation.type)
  for (const [name, attribute] of Object.entries(operation.attributes ?? {})) {
    writer.message(5, (inner) => writeAttribute(inner.string(1, name), attribute))
  }
  if (operation.domain !== undefined) writer.string(7, operation.domain)
}

/** Values first, then field 20, which says which of them is meant. */
function writeAttribute(writer: ProtoWriter, attribute: OnnxAttribute): void {
  if ('float' in attribute) writer.float(2, attribute.float).int(20, 1)
  else if ('int' in attribute) writer.int(3, attribute.int).int(20, 2)
  else if ('string' in attribute) writer.string(4, attribute.string).int(20, 3)
  else if ('tensor' in attribute)
    writer.message(5, (inner) => writeTensor(inner, attribute.tensor)).int(20, 4)
  else if ('graph' in attribute) writer.message(6, (inner) => writeGraph(inner, attribute.graph)).int(20, 5)
  else if ('floats' in attribute) {
    for (const value of attribute.floats) writer.float(7, value)
    writer.int(20, 6)
  } else if ('ints' in attribute) {
    for (const value of attribute.ints) writer.int(8, value)
    writer.int(20, 7)
  } else {
    for (const value of attribute.strings) writer.string(9, value)
    writer.int(20, 8)
  }
}

function writeTensor(writer: ProtoWriter, { dtype, shape, data }: OnnxTensorValue, name = ''): void {
  const field = `tensor ${quote(name)}`
  const elements = countElements(shape, FORMAT, field)
  for (const dimension of shape) writer.int(1, dimension)
  writer.int(2, codeOf(dtype, field))
  if (name !== '') writer.string(8, name)
  const needed = dtype === 'string' ? elements : Math.ceil((elements * DTYPE_BITS[dtype]) / 8)
  const given = 'byteLength' in data ? data.byteLength : data.length
  if ('byteLength' in data === (dtype === 'string') || given !== needed) {
    const unit = 'byteLength' in data ? 'bytes' : 'strings'
    throw fault(`${field} has ${given} ${unit} but ${dtype} [${shape.join(',')}] needs ${needed}`, field)
  }
  if ('byteLength' in data) writer.bytes(9, rawBytes(data))
  else for (const value of data) writer.string(6, value)
}

function writeValue(writer: ProtoWriter, { name, dtype, shape }: OnnxValue): void {
  writer.string(1, name).message(2, (type) =>
    type.message(1, (tensor) => {
      tensor.int(1, codeOf(dtype, quote(name)))
      if (shape) tensor.message(2, (inner) => writeShape(inner, shape))
    }),
  )
}

function writeShape(writer: ProtoWriter, shape: readonly Dimension[]): void {
  for (const dimension of shape) {
    writer.message(1, (inner) => {
      if (typeof dimension === 'number') inner.int(1, dimension)
      else if (dimension !== null) inner.string(2, dimension)
    })
  }
}

function codeOf(dtype: Dtype, field: string): number {
  const code = ONNX_DTYPE_CODES.get(dtype)
  if (code === undefined) throw fault(`${field} has dtype ${dtype}, which the format lacks`, field)
  return code
}
