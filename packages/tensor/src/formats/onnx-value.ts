import type { Dtype } from './dtype.ts'
import { MAX_NAME_BYTES, MAX_RANK } from './limits.ts'
import { ONNX_DTYPES } from './onnx-dtype.ts'
import type { ProtoReader } from './protobuf.ts'

/** A size, the name of a size that is fixed only when the model runs (`"batch"`), or null for any size. */
export type Dimension = number | string | null

/** An input or output of a model. */
export interface ValueInfo {
  name: string
  /** `unknown` where the model does not say. */
  kind: 'tensor' | 'sequence' | 'map' | 'optional' | 'sparse_tensor' | 'opaque' | 'unknown'
  /** Of the tensor itself, or of the tensors in a sequence or optional; null where there is none. */
  dtype: Dtype | null
  /** Null where even the number of dimensions is open. */
  shape: Dimension[] | null
}

type ValueType = Omit<ValueInfo, 'name'>

const UNKNOWN: ValueType = { kind: 'unknown', dtype: null, shape: null }
const MAX_TYPE_DEPTH = 8

// The alternatives of TypeProto.value (onnx.proto).
const KINDS: Readonly<Record<number, Exclude<ValueInfo['kind'], 'unknown'>>> = {
  1: 'tensor',
  4: 'sequence',
  5: 'map',
  7: 'opaque',
  8: 'sparse_tensor',
  9: 'optional',
}
const TYPE_FIELDS = new Set(Object.keys(KINDS).map(Number))
const FIRST_TWO = new Set([1, 2])
const FIRST = new Set([1])

/** Reads the ValueInfoProto that ends at `end`. */
export async function readValueInfo(reader: ProtoReader, end: number, field: string): Promise<ValueInfo> {
  let name = ''
  let type: ValueType | undefined
  while (await reader.next(end, FIRST_TWO)) {
    if (reader.field === 1) name = await reader.string(`name of ${field}`, MAX_NAME_BYTES)
    else if (type) throw reader.error(`${field} has two types`, field)
    else type = await readType(reader, reader.payloadEnd(`type of ${field}`), field, 0)
  }
  return { name, ...(type ?? UNKNOWN) }
}

async function readType(reader: ProtoReader, end: number, field: string, depth: number): Promise<ValueType> {
  if (depth > MAX_TYPE_DEPTH)
    throw reader.error(`type of ${field} nests deeper than ${MAX_TYPE_DEPTH}`, field)
  let type: ValueType | undefined
  while (await reader.next(end, TYPE_FIELDS)) {
    if (type) throw reader.error(`${field} has two types`, field)
    const kind = KINDS[reader.field]!
    const inner = reader.payloadEnd(`type of ${field}`)
    if (kind === 'tensor' || kind === 'sparse_tensor') {
      type = { kind, ...(await readTensorType(reader, inner, field)) }
    } else if (kind === 'sequence' || kind === 'optional') {
      type = { ...(await readElementType(reader, inner, field, depth + 1)), kind }
    } else {
      reader.skip()
      type = { kind, dtype: null, shape: null }
    }
  }
  return type ?? UNKNOWN
}

/** The one field of TypeProto.Sequence and TypeProto.Optional. */
async function readElementType(reader: ProtoReader, end: number, field: string, depth: number) {
  let element: ValueType | undefined
  while (await reader.next(end, FIRST)) {
    if (element) throw reader.error(`${field} has two element types`, field)
    element = await readType(reader, reader.payloadEnd(`element type of ${field}`), field, depth)
  }
  return element ?? UNKNOWN
}

async function readTensorType(reader: ProtoReader, end: number, field: string) {
  let dtype: Dtype | null = null
  let shape: Dimension[] | null = null
  while (await reader.next(end, FIRST_TWO)) {
    if (reader.field === 1) {
      const code = reader.number(`elem_type of ${field}`)
      const known = ONNX_DTYPES.get(code)
      if (!known) throw reader.error(`${field} has an unknown data type ${code}`, field)
      dtype = known
    } else {
      if (shape) throw reader.error(`${field} has two shapes`, field)
      shape = await readShape(reader, reader.payloadEnd(`shape of ${field}`), field)
    }
  }
  return { dtype, shape }
}

async function readShape(reader: ProtoReader, end: number, field: string): Promise<Dimension[]> {
  const shape: Dimension[] = []
  while (await reader.next(end, FIRST)) {
    if (shape.length === MAX_RANK) throw reader.error(`${field} has more than ${MAX_RANK} dimensions`, field)
    shape.push(await readDimension(reader, reader.payloadEnd(`shape of ${field}`), field))
  }
  return shape
}

async function readDimension(reader: ProtoReader, end: number, field: string): Promise<Dimension> {
  let dimension: Dimension = null
  while (await reader.next(end, FIRST_TWO)) {
    if (reader.field === 1) {
      const size = reader.number(`shape of ${field}`)
      // Several exporters write -1 for "any".
      if (size < -1 || !Number.isSafeInteger(size))
        throw reader.error(`${field} has a dimension ${size}`, field)
      dimension = size === -1 ? null : size
    } else {
      dimension = (await reader.string(`shape of ${field}`, MAX_NAME_BYTES)) || null
    }
  }
  return dimension
}
