import type { Tensor } from '@nodeyard/tensor'

/** What a graph's inputs may be declared to be. */
export const INPUT_TYPES = ['string', 'number', 'integer', 'boolean', 'json', 'image'] as const
export type InputType = (typeof INPUT_TYPES)[number]

/**
 * The value of an input as a graph is handed it: 3.0 is a whole number too, and a picture (base64, or a data URL) is
 * a tensor [C, H, W] of [0, 1].
 *
 * @throws Error that says what was expected
 */
export async function readInput(type: InputType, value: unknown): Promise<unknown> {
  switch (type) {
    case 'string':
      if (typeof value === 'string') return value
      break
    case 'number':
      if (typeof value === 'number' && Number.isFinite(value)) return value
      break
    case 'integer':
      if (Number.isSafeInteger(value)) return value
      break
    case 'boolean':
      if (typeof value === 'boolean') return value
      break
    case 'json':
      return value
    case 'image':
      if (typeof value === 'string') return readPicture(value)
      throw new Error('expected a picture in base64, or as a data URL')
  }
  throw new Error(`expected ${type === 'integer' ? 'an' : 'a'} ${type}`)
}

/**
 * What an input is when it is not given, as it was typed in: nothing is 0, false, or null for JSON.
 *
 * @throws Error that says what was expected
 */
export async function readDefault(type: InputType, text: string): Promise<unknown> {
  const plain = text.trim()
  switch (type) {
    case 'string':
      return text
    case 'number':
    case 'integer':
      return readInput(type, Number(plain))
    case 'boolean':
      return ['true', '1', 'yes', 'on'].includes(plain.toLowerCase())
    case 'json':
      return plain === '' ? null : JSON.parse(plain)
    case 'image':
      throw new Error('an image has no default: it has to be given')
  }
}

async function readPicture(text: string): Promise<Tensor> {
  const { decodePicture } = await import('../pictures/picture.ts')
  return decodePicture(text)
}
