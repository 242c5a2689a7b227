import { DTYPE_BITS, type Dtype } from './dtype.ts'
import { quote } from './format-error.ts'
import { MAX_NAME_BYTES, MAX_RANK } from './limits.ts'
import { ONNX_DTYPES } from './onnx-dtype.ts'
import type { ProtoReader } from './protobuf.ts'
import { findPathProblem } from './safe-path.ts'
import { countElements, type TensorInfo } from './tensor-info.ts'

/** A tensor stored in an ONNX model. `offset` is null unless its bytes lie plainly in the file. */
export interface OnnxTensor extends TensorInfo {
  dtype: Dtype
  /** Where its bytes are when they are in another file, by a path relative to the model's folder. */
  external?: { location: string; offset: number }
}

// Fields of TensorProto (onnx.proto).
const DIMS = 1
const DATA_TYPE = 2
const FLOAT_DATA = 4
const INT32_DATA = 5
const STRING_DATA = 6
const INT64_DATA = 7
const NAME = 8
const RAW_DATA = 9
const DOUBLE_DATA = 10
const UINT64_DATA = 11
const EXTERNAL_DATA = 13
const DATA_LOCATION = 14
const WANTED = new Set([
  DIMS,
  DATA_TYPE,
  FLOAT_DATA,
  INT32_DATA,
  STRING_DATA,
  INT64_DATA,
  NAME,
  RAW_DATA,
  DOUBLE_DATA,
  UINT64_DATA,
  EXTERNAL_DATA,
  DATA_LOCATION,
])
const FIELD_NAMES: Readonly<Record<number, string>> = {
  [FLOAT_DATA]: 'float_data',
  [INT32_DATA]: 'int32_data',
  [STRING_DATA]: 'string_data',
  [INT64_DATA]: 'int64_data',
  [RAW_DATA]: 'raw_data',
  [DOUBLE_DATA]: 'double_data',
  [UINT64_DATA]: 'uint64_data',
}

/** Which typed field holds a dtype's elements when raw_data does not; the rest share int32_data. */
const TYPED_FIELDS: Partial<Record<Dtype, number>> = {
  float32: FLOAT_DATA,
  complex64: FLOAT_DATA,
  string: STRING_DATA,
  int64: INT64_DATA,
  float64: DOUBLE_DATA,
  complex128: DOUBLE_DATA,
  uint32: UINT64_DATA,
  uint64: UINT64_DATA,
}

const EXTERNAL_ENTRY = new Set([1, 2])
const LONGEST_VARINT = 10

/** How many values one data field holds: exactly known for fixed widths, between bounds for varints. */
interface Data {
  field: number
  offset: number
  bytes: number
  fewest: number
  most: number
}

/** What a TensorProto says, before it is believed. */
interface Claim {
  name: string
  code: number
  dims: number[]
  data: Data | undefined
  isExternal: boolean
  external: Map<string, string>
}

/**
 * Reads the TensorProto that ends at `end`, its data unread, and checks that the data fit dtype and shape.
 * A path to external data must stay in the model's folder.
 */
export async function readTensor(reader: ProtoReader, end: number): Promise<OnnxTensor> {
  const claim = await readClaim(reader, end)
  const field = `tensor ${quote(claim.name)}`
  const dtype = ONNX_DTYPES.get(claim.code)
  if (!dtype) throw reader.error(`${field} has an unknown data type ${claim.code}`, field)
  if (claim.dims.some((dimension) => dimension < 0 || !Number.isSafeInteger(dimension))) {
    throw reader.error(`${field} says shape [${claim.dims.join(',')}]`, field)
  }
  const elements = countElements(claim.dims, reader.format, field)
  const bytes = Math.ceil((elements * DTYPE_BITS[dtype]) / 8)
  const tensor = { name: claim.name, dtype, shape: claim.dims, bytes }
  const label = `${dtype} [${claim.dims.join(',')}]`
  // The path is checked even where data_location calls it unused: other readers may disagree.
  const external = claim.external.size > 0 ? checkExternal(reader, claim, bytes, label) : undefined
  if (claim.isExternal) {
    if (!external) throw reader.error(`${field} is external but gives no location`, field)
    return { ...tensor, offset: null, external }
  }
  checkData(reader, claim, dtype, elements, bytes)
  if (dtype === 'string') tensor.bytes = claim.data?.bytes ?? 0
  return { ...tensor, offset: claim.data?.field === RAW_DATA ? claim.data.offset : null }
}

async function readClaim(reader: ProtoReader, end: number): Promise<Claim> {
  const claim: Claim = {
    name: '',
    code: 0,
    dims: [],
    data: undefined,
    isExternal: false,
    external: new Map(),
  }
  while (await reader.next(end, WANTED)) {
    if (reader.field === DIMS) await reader.numbers('dims of a tensor', claim.dims, MAX_RANK)
    else if (reader.field === DATA_TYPE) claim.code = reader.number('data_type')
    else if (reader.field === NAME) claim.name = await reader.string('tensor name', MAX_NAME_BYTES)
    else if (reader.field === DATA_LOCATION) claim.isExternal = reader.number('data_location') === 1
    else if (reader.field === EXTERNAL_DATA) await readExternalEntry(reader, claim)
    else addData(reader, claim)
  }
  return claim
}

function addData(reader: ProtoReader, claim: Claim): void {
  const { field } = reader
  const offset = reader.cursor.position
  const bytes = reader.payloadBytes ?? 0
  const isPacked = reader.payloadBytes !== undefined
  const width = field === FLOAT_DATA ? 4 : field === DOUBLE_DATA ? 8 : undefined
  const isSingle = !isPacked || field === STRING_DATA
  const fewest = isSingle ? 1 : bytes / (width ?? LONGEST_VARINT)
  const most = isSingle ? 1 : bytes / (width ?? 1)
  reader.skip()
  const { data } = claim
  if (!data) {
    claim.data = { field, offset, bytes, fewest, most }
  } else if (data.field !== field || field === RAW_DATA) {
    throw reader.error(
      `tensor ${quote(claim.name)} holds ${FIELD_NAMES[data.field]} and again ${FIELD_NAMES[field]}`,
      'tensor data',
    )
  } else {
    data.bytes += bytes
    data.fewest += fewest
    data.most += most
  }
}

async function readExternalEntry(reader: ProtoReader, claim: Claim): Promise<void> {
  const end = reader.payloadEnd('external_data')
  let key = ''
  let value = ''
  while (await reader.next(end, EXTERNAL_ENTRY)) {
    const text = await reader.string('external_data', MAX_NAME_BYTES)
    if (reader.field === 1) key = text
    else value = text
  }
  if (claim.external.has(key)) throw reader.error(`external_data says ${quote(key)} twice`, 'external_data')
  if (claim.external.size === 16)
    throw reader.error('external_data has more than 16 entries', 'external_data')
  claim.external.set(key, value)
}

function checkExternal(reader: ProtoReader, claim: Claim, bytes: number, label: string) {
  const field = `external data of tensor ${quote(claim.name)}`
  const location = claim.external.get('location') ?? ''
  // ONNX Runtime takes a location that begins so for an address in its own memory.
  const problem = location.startsWith('*/') ? 'is not a file' : findPathProblem(location)
  if (problem) throw reader.error(`${field}: the path ${quote(location)} ${problem}`, field)
  const offset = parseCount(claim.external.get('offset') ?? '0')
  const length = parseCount(claim.external.get('length') ?? String(bytes))
  if (offset === undefined || length === undefined) {
    throw reader.error(`${field}: offset and length must be whole numbers from 0`, field)
  }
  if (length !== bytes) throw reader.error(`${field} says ${length} bytes but ${label} needs ${bytes}`, field)
  return { location, offset }
}

function parseCount(text: string): number | undefined {
  const value = Number(text)
  return /^\d{1,16}$/.test(text) && Number.isSafeInteger(value) ? value : undefined
}

function checkData(reader: ProtoReader, claim: Claim, dtype: Dtype, elements: number, bytes: number): void {
  const field = `tensor ${quote(claim.name)}`
  const label = `${dtype} [${claim.dims.join(',')}]`
  const { data } = claim
  if (!data) {
    if (elements === 0) return
    throw reader.error(`${field} of ${label} needs ${bytes} bytes but carries no data`, field)
  }
  if (data.field === RAW_DATA) {
    if (dtype === 'string') throw reader.error(`${field} keeps strings in raw_data`, field)
    if (data.bytes === bytes) return
    throw reader.error(`${field} carries ${data.bytes} bytes of raw_data but ${label} needs ${bytes}`, field)
  }
  const home = TYPED_FIELDS[dtype] ?? INT32_DATA
  if (data.field !== home) {
    throw reader.error(`${field} of ${dtype} keeps its data in ${FIELD_NAMES[data.field]}`, field)
  }
  const values = countValues(dtype, elements)
  if (values < data.fewest || values > data.most) {
    throw reader.error(
      `${field} carries ${data.bytes} bytes of ${FIELD_NAMES[home]}, which cannot be the ${values} values of ${label}`,
      field,
    )
  }
}

/** Values a typed field holds for so many elements: complex ones take two, elements below a byte share one. */
function countValues(dtype: Dtype, elements: number): number {
  if (dtype === 'complex64' || dtype === 'complex128') return elements * 2
  const bits = DTYPE_BITS[dtype]
  return bits > 0 && bits < 8 ? Math.ceil((elements * bits) / 8) : elements
}
