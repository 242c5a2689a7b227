import type { JsonForm } from './read-json-tensor.ts'
import type { Tensors, TensorValue } from './tensor-value.ts'

/**
 * Writes a model's outputs as one JSON object in the form the inputs came in.
 *
 * Floats are written so that reading them as doubles gives exactly the model's numbers. What JSON cannot
 * carry is a text: "NaN", "Infinity", "-Infinity", and 64-bit integers beyond 2^53.
 */
export function writeJsonOutputs(outputs: Tensors, form: JsonForm): string {
  const members = Object.entries(outputs).map(
    ([name, value]) => `${JSON.stringify(name)}:${writeTensor(value, form)}`,
  )
  return `{${members.join(',')}}`
}

function writeTensor(value: TensorValue, form: JsonForm): string {
  if (form === 'nested') return writeNested(value)
  const { dtype, shape, data } = value
  const flat =
    form === 'base64' && dtype !== 'string'
      ? `"${Buffer.from(data.buffer, data.byteOffset, data.byteLength).toString('base64')}"`
      : writeRow(value, 0, data.length)
  return `{"dtype":"${dtype}","shape":${JSON.stringify(shape)},"data":${flat}}`
}

function writeNested(value: TensorValue): string {
  const { shape, data } = value
  if (shape.length === 0) return writeRow(value, 0, 1).slice(1, -1)
  const write = (axis: number, from: number, to: number): string => {
    if (axis === shape.length - 1) return writeRow(value, from, to)
    const size = shape[axis]!
    const step = size === 0 ? 0 : (to - from) / size
    let text = '['
    for (let i = 0; i < size; i++) {
      if (i > 0) text += ','
      text += write(axis + 1, from + i * step, from + (i + 1) * step)
    }
    return `${text}]`
  }
  return write(0, 0, data.length)
}

function writeRow({ dtype, data }: TensorValue, from: number, to: number): string {
  if (dtype === 'string') return JSON.stringify(data.slice(from, to))
  let text = '['
  for (let i = from; i < to; i++) {
    if (i > from) text += ','
    const element = data[i]!
    if (dtype === 'bool') text += element === 0 ? 'false' : 'true'
    else if (typeof element === 'bigint') text += isSafe(element) ? element : `"${element}"`
    else if (Number.isFinite(element)) text += Object.is(element, -0) ? '-0' : element
    else text += `"${element}"`
  }
  return `${text}]`
}

function isSafe(integer: bigint): boolean {
  return integer >= -9007199254740991n && integer <= 9007199254740991n
}
