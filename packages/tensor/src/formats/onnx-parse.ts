import { bytesSource } from './byte-source.ts'
import { DTYPE_BITS, type Dtype } from './dtype.ts'
import { faultIn, quote } from './format-error.ts'
import { type OnnxHeader, readOnnx } from './onnx.ts'
import { ONNX_DTYPES } from './onnx-dtype.ts'
import type { OnnxAttribute, OnnxGraph, OnnxOperation, OnnxTensorValue } from './onnx-write.ts'
import { protoFields } from './protobuf-fields.ts'
import { decodeUtf8 } from './text.ts'

const FORMAT = 'onnx'
const fault = faultIn(FORMAT)

/** A model with its operators and weights: what `readOnnx` says of it, and its main graph. */
export interface ParsedOnnx extends OnnxHeader {
  /** Inputs without a type (those of inner graphs) are float32 here; `readOnnx` knows the real ones. */
  graph: OnnxGraph
}

/**
 * Reads a whole model: header, operators with their attributes, weights. Everything is checked as `readOnnx` does.
 *
 * @throws FormatError for files that lie, and for weights kept in other files
 *
 * @example
 * const { graph } = await parseOnnx(bytes)
 * for (const { type, inputs } of graph.operations) console.log(type, inputs)
 */
export async function parseOnnx(bytes: Uint8Array): Promise<ParsedOnnx> {
  const header = await readOnnx(bytesSource(bytes))
  const [external] = header.externalFiles
  if (external) {
    throw fault(
      `its weights are in ${quote(external.path)}; only weights inside the model can be read`,
      'external_data',
    )
  }
  for (const { field, bytes: inner } of protoFields(bytes)) {
    if (field === 7 && inner) return { ...header, graph: parseGraph(inner) }
  }
  throw fault('it has no graph', 'graph')
}

function parseGraph(bytes: Uint8Array): OnnxGraph {
  const operations: OnnxOperation[] = []
  const initializers: Record<string, OnnxTensorValue> = {}
  const inputs: string[] = []
  const outputs: string[] = []
  let name = ''
  for (const { field, bytes: inner } of protoFields(bytes)) {
    if (!inner) continue
    if (field === 1) operations.push(parseOperation(inner))
    else if (field === 2) name = text(inner)
    else if (field === 5) {
      const { name, value } = parseTensor(inner)
      initializers[name] = value
    } else if (field === 11) inputs.push(nameOf(inner))
    else if (field === 12) outputs.push(nameOf(inner))
    else if (field === 15) throw fault('sparse initializers cannot be read', 'sparse_initializer')
  }
  const value = (name: string) => ({ name, dtype: 'float32' as const })
  const given = inputs.filter((name) => !Object.hasOwn(initializers, name))
  return { name, operations, initializers, inputs: given.map(value), outputs: outputs.map(value) }
}

function nameOf(bytes: Uint8Array): string {
  for (const { field, bytes: inner } of protoFields(bytes)) if (field === 1 && inner) return text(inner)
  return ''
}

function parseOperation(bytes: Uint8Array): OnnxOperation {
  const inputs: string[] = []
  const outputs: string[] = []
  const attributes: Record<string, OnnxAttribute> = {}
  let [name, type, domain] = ['', '', '']
  for (const { field, bytes: inner } of protoFields(bytes)) {
    if (!inner) continue
    if (field === 1) inputs.push(text(inner))
    else if (field === 2) outputs.push(text(inner))
    else if (field === 3) name = text(inner)
    else if (field === 4) type = text(inner)
    else if (field === 5) {
      const attribute = parseAttribute(inner)
      if (attribute) attributes[attribute.name] = attribute.value
    } else if (field === 7) domain = text(inner)
  }
  const isStandard = domain === '' || domain === 'ai.onnx'
  return { type, inputs, outputs, attributes, ...(isStandard ? {} : { domain }), ...(name ? { name } : {}) }
}

function parseAttribute(bytes: Uint8Array): { name: string; value: OnnxAttribute } | undefined {
  let name = ''
  let kind = 0
  let single: OnnxAttribute | undefined
  const floats: number[] = []
  const ints: number[] = []
  const strings: string[] = []
  for (const { field, number, bytes: inner } of protoFields(bytes)) {
    if (field === 20) kind = Number(number)
    else if (field === 2) single = { float: floatOf(inner!) }
    else if (field === 3) single = { int: Number(number) }
    else if (field === 7) floats.push(...floatsOf(inner!))
    else if (field === 8) ints.push(...(inner ? varints(inner).map(Number) : [Number(number)]))
    else if (!inner) continue
    else if (field === 1) name = text(inner)
    else if (field === 4) single = { string: text(inner) }
    else if (field === 5) single = { tensor: parseTensor(inner).value }
    else if (field === 6) single = { graph: parseGraph(inner) }
    else if (field === 9) strings.push(text(inner))
  }
  // Zero is not written: the kind says what the value would have been.
  const value =
    kind === 1
      ? (single ?? { float: 0 })
      : kind === 2
        ? (single ?? { int: 0 })
        : kind === 3
          ? (single ?? { string: '' })
          : kind === 6
            ? { floats }
            : kind === 7
              ? { ints }
              : kind === 8
                ? { strings }
                : (single ?? (ints.length ? { ints } : floats.length ? { floats } : undefined))
  return value && { name, value }
}

function parseTensor(bytes: Uint8Array): { name: string; value: OnnxTensorValue } {
  const shape: number[] = []
  const typed: number[] = []
  const wide: bigint[] = []
  const strings: string[] = []
  let name = ''
  let code = 0
  let raw: Uint8Array | undefined
  for (const { field, number, bytes: inner } of protoFields(bytes)) {
    if (field === 1) shape.push(...(inner ? varints(inner).map(Number) : [Number(number)]))
    else if (field === 2) code = Number(number)
    else if (field === 4) typed.push(...floatsOf(inner!))
    else if (field === 5) typed.push(...(inner ? varints(inner).map(Number) : [Number(number)]))
    else if (field === 6) strings.push(text(inner!))
    else if (field === 7 || field === 11) wide.push(...(inner ? varints(inner) : [number!]))
    else if (field === 8) name = text(inner!)
    else if (field === 9) raw = inner
    else if (field === 10) typed.push(...doublesOf(inner!))
  }
  const dtype = ONNX_DTYPES.get(code)
  if (!dtype) throw fault(`tensor ${quote(name)} has an unknown data type ${code}`, 'data_type')
  if (dtype === 'string') return { name, value: { dtype, shape, data: strings } }
  const size = shape.reduce((a, b) => a * b, 1)
  const bytesNeeded = Math.ceil((size * DTYPE_BITS[dtype]) / 8)
  // A copy: neither alignment nor the file's fate is ours.
  const data = raw ? new Uint8Array(raw) : packed(dtype, typed, wide)
  if (data.byteLength !== bytesNeeded)
    throw fault(`tensor ${quote(name)} carries ${data.byteLength} bytes, not ${bytesNeeded}`, 'raw_data')
  return { name, value: { dtype, shape, data } }
}

/** Elements of a typed field as the bytes that raw_data would have. */
function packed(dtype: Dtype, typed: readonly number[], wide: readonly bigint[]): Uint8Array {
  const list = wide.length > 0 ? wide.map(Number) : typed
  const array = (() => {
    if (dtype === 'float32' || dtype === 'complex64') return Float32Array.from(typed)
    if (dtype === 'float64' || dtype === 'complex128') return Float64Array.from(typed)
    if (dtype === 'int64') return BigInt64Array.from(wide)
    if (dtype === 'uint64') return BigUint64Array.from(wide, (value) => BigInt.asUintN(64, value))
    if (DTYPE_BITS[dtype] === 32) return Uint32Array.from(list, (value) => value >>> 0)
    // float16 and bfloat16 come as their bits.
    if (DTYPE_BITS[dtype] === 16) return Uint16Array.from(list)
    return Uint8Array.from(list)
  })()
  return new Uint8Array(array.buffer)
}

const text = (bytes: Uint8Array) => decodeUtf8(bytes, FORMAT, 'a name')

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}

const floatOf = (bytes: Uint8Array) => viewOf(bytes).getFloat32(0, true)

function floatsOf(bytes: Uint8Array): number[] {
  const view = viewOf(bytes)
  return Array.from({ length: bytes.byteLength / 4 }, (_, i) => view.getFloat32(i * 4, true))
}

function doublesOf(bytes: Uint8Array): number[] {
  const view = viewOf(bytes)
  return Array.from({ length: bytes.byteLength / 8 }, (_, i) => view.getFloat64(i * 8, true))
}

/** Signed 64-bit numbers, packed. */
function varints(bytes: Uint8Array): bigint[] {
  const values: bigint[] = []
  let value = 0n
  let shift = 0n
  for (const byte of bytes) {
    value |= BigInt(byte & 0x7f) << shift
    shift += 7n
    if (byte >= 0x80) continue
    values.push(BigInt.asIntN(64, value))
    value = 0n
    shift = 0n
  }
  return values
}
