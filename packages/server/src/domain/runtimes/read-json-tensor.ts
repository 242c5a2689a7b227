import { DTYPES, isDtype, type NumericData } from './dtype.ts'
import { badInput, show } from './input-fault.ts'
import { elementReader, Problem, type ReadElement } from './json-elements.ts'
import type { TensorSpec } from './model-schema.ts'
import { elementCount, type TensorValue, tensorOf } from './tensor-value.ts'

/** Axes beyond this are refused: no model has them, and an answer must not recurse without end. */
const MAX_RANK = 32

/** How an input was written, so that the outputs can be written alike. */
export type JsonForm = 'nested' | 'object' | 'base64'

/**
 * Reads one input from parsed JSON: nested arrays, whose shape is inferred, or `{shape, dtype, data}`, where
 * `data` is a flat or nested array, or base64 of the elements (row-major, little-endian).
 *
 * @throws Fault `validation_failed` naming the first element, row or field that is wrong
 */
export function readJsonTensor(value: unknown, spec: TensorSpec): { tensor: TensorValue; form: JsonForm } {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return readObject(value, spec)
  return { tensor: readNested(value, spec, `input.${spec.name}`), form: 'nested' }
}

function readNested(value: unknown, { name, dtype }: TensorSpec, path: string): TensorValue {
  const shape: number[] = []
  for (let inner = value; Array.isArray(inner); inner = inner[0]) {
    if (shape.length === MAX_RANK) throw badInput(name, `${path} has more than ${MAX_RANK} axes`)
    shape.push(inner.length)
  }
  const place: Place = { name, path, shape, at: [] }
  checkRectangular(value, place, 0)
  const count = elementCount(shape)
  const data = dtype === 'string' ? new Array<string>(count) : DTYPES[dtype].make(count)
  fill(value, { ...place, data, read: elementReader(dtype), next: 0 }, 0)
  return tensorOf(dtype, shape, data)
}

/** Where a walk through nested arrays stands: `at` holds the indices on the way down. */
interface Place {
  readonly name: string
  readonly path: string
  readonly shape: readonly number[]
  readonly at: number[]
}

/** Checked before anything is allocated: two long ragged rows would otherwise ask for terabytes. */
function checkRectangular(value: unknown, place: Place, depth: number): void {
  const { name, shape, at } = place
  if (depth === shape.length) return
  const size = shape[depth]!
  if (!Array.isArray(value)) {
    throw badInput(name, `${where(place, depth)} is ${show(value)}; expected an array of ${size}`)
  }
  if (value.length !== size) {
    const message = `${where(place, depth)} has ${value.length} entries where the first of its kind has ${size}`
    throw badInput(name, `${message}: nested arrays must be rectangular`)
  }
  if (depth === shape.length - 1) return
  for (let i = 0; i < size; i++) {
    at[depth] = i
    checkRectangular(value[i], place, depth + 1)
  }
}

interface Filling extends Place {
  readonly data: NumericData | string[]
  readonly read: ReadElement
  next: number
}

function fill(value: unknown, filling: Filling, depth: number): void {
  const { name, shape, data, read, at } = filling
  if (depth < shape.length) {
    for (let i = 0; i < shape[depth]!; i++) {
      at[depth] = i
      fill((value as unknown[])[i], filling, depth + 1)
    }
    return
  }
  const element = Array.isArray(value) ? new Problem('is an array; expected an element') : read(value)
  if (element instanceof Problem) throw badInput(name, `${where(filling, depth)} ${element.message}`)
  ;(data as unknown[])[filling.next++] = element
}

function where({ path, at }: Place, depth: number): string {
  return path + Array.from({ length: depth }, (_, axis) => `[${at[axis]}]`).join('')
}

function readObject(value: object, spec: TensorSpec): { tensor: TensorValue; form: JsonForm } {
  const { name } = spec
  const { shape, dtype = spec.dtype, data, ...rest } = value as Record<string, unknown>
  const [extra] = Object.keys(rest)
  if (extra !== undefined) {
    throw badInput(name, `input.${name} has an unknown field "${extra}"; expected shape, dtype and data`)
  }
  if (dtype !== spec.dtype && spec.isAnyDtype && typeof dtype === 'string' && isDtype(dtype)) {
    return readObject(value, { ...spec, dtype })
  }
  if (dtype !== spec.dtype) {
    const known = typeof dtype === 'string' && isDtype(dtype) ? dtype : show(dtype)
    throw badInput(name, `input.${name}.dtype is ${known}; the model takes ${spec.dtype}`)
  }
  const wanted = shape === undefined ? undefined : readShape(shape, name)
  if (typeof data === 'string' && spec.dtype !== 'string') {
    return { tensor: readBase64(data, spec, wanted), form: 'base64' }
  }
  if (!Array.isArray(data) && wanted?.length !== 0) {
    throw badInput(name, `input.${name}.data is ${show(data)}; expected an array or a base64 text`)
  }
  const tensor = readNested(data, spec, `input.${name}.data`)
  if (wanted === undefined) return { tensor, form: 'object' }
  checkCount(name, wanted, tensor.data.length)
  const isSame = tensor.shape.length === wanted.length && tensor.shape.every((size, i) => size === wanted[i])
  if (tensor.shape.length > 1 && !isSame) {
    const message = `input.${name}.data is nested as [${tensor.shape.join(', ')}] but shape says`
    throw badInput(name, `${message} [${wanted.join(', ')}]`)
  }
  return { tensor: { ...tensor, shape: wanted }, form: 'object' }
}

function readShape(shape: unknown, name: string): number[] {
  const isValid =
    Array.isArray(shape) &&
    shape.length <= MAX_RANK &&
    shape.every((size) => Number.isInteger(size) && size >= 0 && size < 2 ** 31)
  if (!isValid)
    throw badInput(name, `input.${name}.shape must be an array of whole numbers, one for each axis`)
  return shape
}

function readBase64(text: string, { name, dtype }: TensorSpec, shape: number[] | undefined): TensorValue {
  if (dtype === 'string') throw new TypeError('strings have no bytes')
  if (!shape) throw badInput(name, `input.${name}.shape is missing: base64 data needs it`)
  const { bytes, make, kind } = DTYPES[dtype]
  const decoded = Buffer.from(text, 'base64')
  // Node skips what is not base64; a text that lost characters that way would be silently shorter.
  if (Math.ceil((decoded.length * 4) / 3) !== text.replace(/=+$/, '').length) {
    throw badInput(name, `input.${name}.data is not base64`)
  }
  if (decoded.length !== elementCount(shape) * bytes) {
    const needed = `${dtype} [${shape.join(', ')}] needs ${elementCount(shape) * bytes}`
    throw badInput(name, `input.${name}.data is ${decoded.length} bytes of base64, but ${needed}`)
  }
  const data = make(elementCount(shape))
  new Uint8Array(data.buffer).set(decoded)
  if (kind === 'bool') checkBooleans(data as Uint8Array, name)
  return tensorOf(dtype, shape, data)
}

/** Bytes for booleans that are neither 0 nor 1 would reach the model as they are, and mean nothing. */
export function checkBooleans(data: Uint8Array, name: string): void {
  for (let i = 0; i < data.length; i++) {
    if (data[i]! > 1) throw badInput(name, `input.${name} has byte ${data[i]} at ${i}; a bool is 0 or 1`)
  }
}

function checkCount(name: string, shape: readonly number[], length: number): void {
  if (elementCount(shape) === length) return
  const needed = `shape [${shape.join(', ')}] needs ${elementCount(shape)}`
  throw badInput(name, `input.${name}.data has ${length} elements, but ${needed}`)
}
