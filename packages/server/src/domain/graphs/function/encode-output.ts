import { Tensor } from '@nodeyard/tensor'
import { nest } from '../execute/summarize.ts'
import { pictureOf } from '../pictures/picture.ts'
import { CallError } from './call-error.ts'

/** Elements of one tensor that an answer may spell out. */
const MOST_ELEMENTS = 65_536
/** Elements of one picture. */
const MOST_PICTURE_ELEMENTS = 4 * 25_000_000
const DEEPEST = 64

/**
 * A value of a graph as JSON: tensors with their shape and elements, pictures as PNG, plain values as they are.
 *
 * @throws CallError `unserializable_output`, `output_too_large`
 */
export async function encodeOutput(
  value: unknown,
  dataType: string,
  nodeId: string,
  depth = 0,
): Promise<unknown> {
  const fail = (what: string) =>
    new CallError('unserializable_output', `${what} cannot be part of an answer`, { nodeId })
  if (depth > DEEPEST) throw fail('a value that is nested so deeply')
  if (value instanceof Tensor) {
    if (dataType === 'IMAGE' && value.numel > 0 && isPicture(value.shape)) return encodePicture(value, nodeId)
    return encodeTensor(value, nodeId)
  }
  if (value === null || value === undefined) return null
  if (typeof value === 'string' || typeof value === 'boolean') return value
  // JSON knows no infinities.
  if (typeof value === 'number') return Number.isFinite(value) ? value : null
  if (typeof value === 'bigint') return Number(value)
  if (Array.isArray(value)) {
    return Promise.all(value.map((item) => encodeOutput(item, 'ANY', nodeId, depth + 1)))
  }
  if (typeof value === 'object' && Object.getPrototypeOf(value) === Object.prototype) {
    const entries = Object.entries(value).map(
      async ([key, item]) => [key, await encodeOutput(item, 'ANY', nodeId, depth + 1)] as const,
    )
    return Object.fromEntries(await Promise.all(entries))
  }
  throw fail(`a ${typeof value === 'object' ? value.constructor?.name : typeof value}`)
}

/** [C, H, W], or a batch of one. */
function isPicture(shape: readonly number[]): boolean {
  const [channels] = shape.slice(-3)
  const isOne = shape.length === 3 || (shape.length === 4 && shape[0] === 1)
  return isOne && [1, 3, 4].includes(channels!)
}

async function encodePicture(picture: Tensor, nodeId: string) {
  if (picture.numel > MOST_PICTURE_ELEMENTS) throw tooLarge(picture.numel, MOST_PICTURE_ELEMENTS, nodeId)
  const png = await (await pictureOf(picture)).png().toBuffer()
  return { __type__: 'image', format: 'png', base64: png.toString('base64') }
}

async function encodeTensor(value: Tensor, nodeId: string) {
  const { shape, dtype, numel } = value
  if (numel > MOST_ELEMENTS) throw tooLarge(numel, MOST_ELEMENTS, nodeId)
  const elements = numel === 0 ? [] : Array.from((await value.read()) as ArrayLike<number | bigint>, Number)
  const plain =
    dtype === 'bool' ? elements.map(Boolean) : elements.map((x) => (Number.isFinite(x) ? x : null))
  return { __type__: 'tensor', shape: [...shape], dtype, values: nest(plain, shape) }
}

const tooLarge = (elements: number, most: number, nodeId: string) =>
  new CallError('output_too_large', `the output has ${elements} elements, more than ${most}`, { nodeId })
