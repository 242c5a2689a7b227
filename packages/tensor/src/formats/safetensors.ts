import { ByteCursor } from './byte-cursor.ts'
import type { ByteSource } from './byte-source.ts'
import { DTYPE_BITS, type Dtype } from './dtype.ts'
import { faultIn, quote } from './format-error.ts'
import { JsonScanner } from './json-scanner.ts'
import { MAX_RANK, MAX_TENSORS } from './limits.ts'
import { SAFETENSORS_DTYPES } from './safetensors-dtype.ts'
import { countElements, summarizeTensors, type TensorInfo } from './tensor-info.ts'

const FORMAT = 'safetensors'
const fault = faultIn(FORMAT)
/** The format's own bound on its header. */
const MAX_HEADER_BYTES = 100_000_000
const MAX_METADATA_ENTRIES = 100_000
const LENGTH_BYTES = 8

export interface SafetensorsHeader {
  /** In the order of their bytes in the file. `offset` counts from the start of the file. */
  tensors: (TensorInfo & { offset: number })[]
  /** Elements of all tensors together. */
  parameterCount: number
  /** How many tensors have each dtype. */
  dtypes: Record<string, number>
  metadata: Record<string, string>
}

/** A tensor as its entry describes it, offsets counted from the end of the header. */
interface Entry {
  name: string
  code: string
  dtype: Dtype
  shape: number[]
  begin: number
  end: number
}

/**
 * Reads and checks the header of a safetensors file: every tensor's bytes lie in the file, fit its dtype and
 * shape, and together fill the file without overlap or hole.
 *
 * @throws FormatError naming the tensor and field that lied
 */
export async function readSafetensors(source: ByteSource): Promise<SafetensorsHeader> {
  const cursor = new ByteCursor(source, FORMAT)
  await cursor.fill(LENGTH_BYTES, 'header length')
  const headerBytes = cursor.size64('header length')
  if (headerBytes > MAX_HEADER_BYTES) {
    throw fault(
      `header says it is ${headerBytes} bytes; at most ${MAX_HEADER_BYTES} are allowed`,
      'header length',
      0,
    )
  }
  const bytes = await cursor.bytes(headerBytes, 'header')
  const { entries, metadata } = parseHeader(bytes)
  const dataStart = LENGTH_BYTES + headerBytes
  checkLayout(entries, source.size - dataStart)
  const tensors = entries.map(({ name, dtype, shape, begin, end }) => ({
    name,
    dtype,
    shape,
    bytes: end - begin,
    offset: dataStart + begin,
  }))
  return { tensors, ...summarizeTensors(tensors, FORMAT), metadata }
}

function parseHeader(bytes: Uint8Array) {
  const json = new JsonScanner(bytes, FORMAT, LENGTH_BYTES)
  if (bytes[0] !== 0x7b) throw json.error('header must begin with {', 'header')
  const entries: Entry[] = []
  let metadata: Record<string, string> = {}
  json.object('header', (name) => {
    if (name === '__metadata__') {
      metadata = parseMetadata(json)
    } else {
      if (entries.length === MAX_TENSORS) throw json.error(`more than ${MAX_TENSORS} tensors`, 'header')
      entries.push(parseEntry(json, name))
    }
  })
  json.end('header')
  return { entries, metadata }
}

function parseMetadata(json: JsonScanner): Record<string, string> {
  const entries: [string, string][] = []
  json.object('__metadata__', (key) => {
    if (entries.length === MAX_METADATA_ENTRIES) {
      throw json.error(`__metadata__ has more than ${MAX_METADATA_ENTRIES} entries`, '__metadata__')
    }
    entries.push([key, json.string('__metadata__')])
  })
  return Object.fromEntries(entries)
}

function parseEntry(json: JsonScanner, name: string): Entry {
  const field = `tensor ${quote(name)}`
  let code: string | undefined
  let shape: number[] | undefined
  let offsets: number[] | undefined
  json.object(field, (key) => {
    if (key === 'dtype') code = json.string(`dtype of ${field}`)
    else if (key === 'shape') shape = parseIntegers(json, `shape of ${field}`, MAX_RANK)
    else if (key === 'data_offsets') offsets = parseIntegers(json, `data_offsets of ${field}`, 2)
    else throw json.error(`${field} has an unknown field ${quote(key)}`, field)
  })
  if (code === undefined || !shape || !offsets) {
    throw json.error(`${field} must say dtype, shape and data_offsets`, field)
  }
  const dtype = Object.hasOwn(SAFETENSORS_DTYPES, code) ? SAFETENSORS_DTYPES[code] : undefined
  if (!dtype) throw json.error(`${field} has an unknown dtype ${quote(code)}`, `${field}.dtype`)
  const [begin, end] = offsets
  if (begin === undefined || end === undefined || begin > end) {
    throw json.error(`${field} has data_offsets that are not [begin, end]`, `${field}.data_offsets`)
  }
  return { name, code, dtype, shape, begin, end }
}

function parseIntegers(json: JsonScanner, field: string, most: number): number[] {
  const values: number[] = []
  json.array(field, () => {
    if (values.length === most) throw json.error(`${field} has more than ${most} numbers`, field)
    values.push(json.integer(field))
  })
  return values
}

/** Sorts the entries by their bytes and checks them against the file's `dataBytes` after the header. */
function checkLayout(entries: Entry[], dataBytes: number): void {
  entries.sort((a, b) => a.begin - b.begin || a.end - b.end)
  let expected = 0
  for (const { name, code, dtype, shape, begin, end } of entries) {
    const field = `tensor ${quote(name)}`
    const bits = countElements(shape, FORMAT, field) * DTYPE_BITS[dtype]
    if (bits % 8 !== 0 || end - begin !== bits / 8) {
      throw fault(
        `${field} says ${end - begin} bytes by its offsets but ${code} [${shape.join(',')}] needs ${bits / 8}`,
        `${field}.data_offsets`,
      )
    }
    if (end > dataBytes) {
      throw fault(`${field} ends at data byte ${end} but the file has ${dataBytes}`, `${field}.data_offsets`)
    }
    if (begin !== expected) {
      const what = begin < expected ? 'overlaps the tensor before it' : 'leaves a hole before it'
      throw fault(
        `${field} begins at data byte ${begin}, not ${expected}: it ${what}`,
        `${field}.data_offsets`,
      )
    }
    expected = end
  }
  if (expected !== dataBytes) {
    throw fault(`its tensors end at data byte ${expected} but the file has ${dataBytes}`, 'data_offsets')
  }
}
