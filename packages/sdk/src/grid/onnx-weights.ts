import { concat, lengthDelimited, protoFields } from './proto-fields.ts'

/** A tensor of a model's weights. */
export interface Weight {
  name: string
  shape: number[]
  /** Row-major; 64-bit floats, so that nothing is lost before the weights are rounded. */
  data: Float64Array
}

export interface SplitModel {
  /** The model with its weights empty: names, types and shapes are still there. */
  graph: Uint8Array<ArrayBuffer>
  weights: Weight[]
}

// Field numbers of onnx.proto.
const MODEL = { graph: 7, functions: 25 }
const GRAPH = { node: 1, initializer: 5, sparse: 15 }
const NODE = { operator: 4, attribute: 5 }
const ATTRIBUTE = { tensor: 5, graph: 6, floats: 7, tensors: 10, graphs: 11, sparse: 22 }
const TENSOR = { dims: 1, type: 2, float: 4, int32: 5, name: 8, raw: 9, double: 10, location: 14 }
const FLOAT = 1
const FLOAT16 = 10
const DOUBLE = 11
const BFLOAT16 = 16
const FLOATS = new Set([FLOAT, FLOAT16, DOUBLE, BFLOAT16])

/** Constants of so many elements are settings of the graph (an epsilon, a scale) and stay in the open. */
const OPEN_CONSTANT = 16

/**
 * Takes the weights out of an ONNX model: every initializer of floats. Whole numbers (shapes, indices) stay.
 *
 * @throws Error for weights in places from which they would go to the host in the open
 */
export function splitOnnx(model: Uint8Array): SplitModel {
  const weights: Weight[] = []
  const graph = mapFields(model, (number, value) => {
    if (number === MODEL.functions) refuseHidden('a function of its own')
    return number === MODEL.graph ? splitGraph(value, weights) : undefined
  })
  if (weights.length === 0) throw new Error('the model has no weights that could be shared')
  return { graph, weights }
}

function splitGraph(graph: Uint8Array, weights: Weight[]): Uint8Array {
  return mapFields(graph, (number, value) => {
    if (number === GRAPH.sparse) refuseHidden('a sparse initializer')
    if (number === GRAPH.node) checkNode(value)
    return number === GRAPH.initializer ? splitTensor(value, weights) : undefined
  })
}

/** The tensor without its elements; they are among the weights then. Undefined for what stays as it is. */
function splitTensor(tensor: Uint8Array, weights: Weight[]): Uint8Array | undefined {
  const { name, shape, type, data, isExternal } = readTensor(tensor)
  if (!FLOATS.has(type)) return undefined
  if (isExternal) throw new Error(`the weights of "${name}" are in another file: save the model as one file`)
  const count = shape.reduce((product, size) => product * size, 1)
  if (data.length !== count) throw new Error(`"${name}" holds ${data.length} elements, not ${count}`)
  weights.push({ name, shape, data })
  const kept = new Set<number>([TENSOR.dims, TENSOR.type, TENSOR.name])
  const parts: Uint8Array[] = []
  for (const { number, start, end } of protoFields(tensor)) {
    if (kept.has(number)) parts.push(tensor.subarray(start, end))
  }
  return concat(parts)
}

function readTensor(tensor: Uint8Array) {
  let [name, type, isExternal] = ['', 0, false]
  const shape: number[] = []
  const data: number[][] = []
  let raw: Uint8Array | undefined
  for (const { number, wire, valueStart, end, varint } of protoFields(tensor)) {
    const value = tensor.subarray(valueStart, end)
    if (number === TENSOR.dims && wire === 0) shape.push(varint)
    else if (number === TENSOR.dims) shape.push(...packedVarints(value))
    else if (number === TENSOR.type) type = varint
    else if (number === TENSOR.name) name = new TextDecoder().decode(value)
    else if (number === TENSOR.raw) raw = value
    else if (number === TENSOR.float) data.push(fixed(value, 4))
    else if (number === TENSOR.double) data.push(fixed(value, 8))
    else if (number === TENSOR.int32) data.push(wire === 0 ? [varint] : packedVarints(value))
    else if (number === TENSOR.location) isExternal = varint === 1
  }
  const elements = raw ? fromRaw(raw, type) : Float64Array.from(fromTyped(data.flat(), type))
  return { name, shape, type, isExternal, data: elements }
}

/** A weight may stand in a constant too, where it would be sent to the host in the open. */
function checkNode(node: Uint8Array): void {
  for (const field of protoFields(node)) {
    if (field.number !== NODE.attribute) continue
    const attribute = node.subarray(field.valueStart, field.end)
    for (const { number, wire, valueStart, end } of protoFields(attribute)) {
      const value = attribute.subarray(valueStart, end)
      if (number === ATTRIBUTE.tensor || number === ATTRIBUTE.tensors) checkConstant(value)
      else if (number === ATTRIBUTE.graph || number === ATTRIBUTE.graphs) checkSubgraph(value)
      else if (number === ATTRIBUTE.sparse) refuseHidden('a sparse constant')
      else if (number === ATTRIBUTE.floats && wire === 2 && value.length > OPEN_CONSTANT * 4) {
        refuseHidden('a list of numbers in a node')
      }
    }
  }
}

function checkConstant(tensor: Uint8Array): void {
  const { type, shape } = readTensor(tensor)
  const count = shape.reduce((product, size) => product * size, 1)
  if (FLOATS.has(type) && count > OPEN_CONSTANT) refuseHidden('a constant')
}

function checkSubgraph(graph: Uint8Array): void {
  for (const { number, valueStart, end } of protoFields(graph)) {
    const value = graph.subarray(valueStart, end)
    if (number === GRAPH.node) checkNode(value)
    else if (number === GRAPH.sparse) refuseHidden('a sparse initializer')
    else if (number === GRAPH.initializer) checkConstant(value)
  }
}

function refuseHidden(where: string): never {
  throw new Error(
    `the model has weights in ${where}, which would go to the host in the open: fold them first`,
  )
}

/** A message with some of its length-delimited fields replaced. */
function mapFields(
  message: Uint8Array,
  replace: (number: number, value: Uint8Array) => Uint8Array | undefined,
): Uint8Array<ArrayBuffer> {
  const parts: Uint8Array[] = []
  for (const { number, wire, start, end, valueStart } of protoFields(message)) {
    const other = wire === 2 ? replace(number, message.subarray(valueStart, end)) : undefined
    parts.push(other ? lengthDelimited(number, other) : message.subarray(start, end))
  }
  return concat(parts)
}

function packedVarints(bytes: Uint8Array): number[] {
  const values: number[] = []
  let [value, shift] = [0, 0]
  for (const byte of bytes) {
    value += (byte & 0x7f) * 2 ** shift
    shift += 7
    if (byte >= 0x80) continue
    values.push(value)
    ;[value, shift] = [0, 0]
  }
  return values
}

const viewOf = (bytes: Uint8Array) => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)

/** Repeated floats, packed or one by one: either way the value is their bytes. */
function fixed(bytes: Uint8Array, width: 4 | 8): number[] {
  const view = viewOf(bytes)
  return Array.from({ length: Math.floor(bytes.length / width) }, (_, i) =>
    width === 4 ? view.getFloat32(i * 4, true) : view.getFloat64(i * 8, true),
  )
}

function fromRaw(bytes: Uint8Array, type: number): Float64Array {
  const width = type === DOUBLE ? 8 : type === FLOAT ? 4 : 2
  const data = new Float64Array(bytes.length / width)
  const view = viewOf(bytes)
  for (let i = 0; i < data.length; i++) {
    if (type === FLOAT) data[i] = view.getFloat32(i * 4, true)
    else if (type === DOUBLE) data[i] = view.getFloat64(i * 8, true)
    else data[i] = halfOf(view.getUint16(i * 2, true), type)
  }
  return data
}

/** Halves that are not raw stand as whole numbers, their bits. */
const fromTyped = (values: number[], type: number): number[] =>
  type === FLOAT16 || type === BFLOAT16 ? values.map((bits) => halfOf(bits, type)) : values

function halfOf(bits: number, type: number): number {
  const view = new DataView(new ArrayBuffer(4))
  if (type === BFLOAT16) {
    view.setUint32(0, bits * 65536)
    return view.getFloat32(0)
  }
  const [sign, exponent, fraction] = [bits >> 15 ? -1 : 1, (bits >> 10) & 31, bits & 1023]
  if (exponent === 0) return (sign * fraction) / 2 ** 24
  if (exponent === 31) return fraction ? Number.NaN : sign * Number.POSITIVE_INFINITY
  return sign * 2 ** (exponent - 15) * (1 + fraction / 1024)
}
