import { convertIndexedToRgb, type DecodedPng, decode } from 'fast-png'
import type { Elements, Tensor } from './tensor.ts'

/** What an input of a model takes: a size, the name of one, or null for any. */
export interface ImageSpec {
  dtype: string
  shape: readonly (number | string | null)[]
}

type Axis = 'batch' | 'channel' | 'height' | 'width'

/** Samples of a picture from 0 to 1, the channels of a pixel together. */
interface Picture {
  width: number
  height: number
  channels: number
  samples: Float64Array
}

/**
 * A PNG picture as a model's input, in the layout its shape shows: `[N, C, H, W]`, `[N, H, W, C]`, and the
 * same without N or C. Floats run from 0 (black) to 1, uint8 from 0 to 255. Grey becomes colour and colour
 * grey (ITU-R BT.601, as everywhere) where the model wants the other; the size must be the model's own.
 *
 * @throws Error that says what the picture is and what the model takes
 */
export function pngTensor(bytes: Uint8Array, spec: ImageSpec): Tensor {
  const takes = `the model takes ${spec.dtype}[${spec.shape.map((size) => size ?? '?').join(', ')}]`
  const axes = layoutOf(spec.shape)
  if (axes === undefined) throw new Error(`a picture does not fit: ${takes}`)
  const sizeOf = (axis: Axis) => spec.shape[axes.indexOf(axis)]
  const picture = readPicture(bytes)
  for (const axis of ['height', 'width'] as const) {
    const size = sizeOf(axis)
    if (typeof size !== 'number' || size === picture[axis]) continue
    throw new Error(`the picture is ${picture.width} × ${picture.height}; ${takes}`)
  }
  const wanted = axes.includes('channel') ? sizeOf('channel') : 1
  const channels = typeof wanted === 'number' ? wanted : picture.channels
  if (channels !== 1 && channels !== 3) throw new Error(`a picture has 1 or 3 channels; ${takes}`)

  const sizes = { batch: 1, channel: channels, height: picture.height, width: picture.width }
  const shape = axes.map((axis) => sizes[axis])
  return { dtype: spec.dtype, shape, data: fill(withChannels(picture, channels), axes, spec.dtype, takes) }
}

/** Which axis is which, told by where 1 or 3 channels can stand. */
function layoutOf(shape: ImageSpec['shape']): Axis[] | undefined {
  const isChannel = (size: unknown) => size === 1 || size === 3
  if (shape.length === 2) return ['height', 'width']
  if (shape.length === 4) {
    const isLast = isChannel(shape[3]) && !isChannel(shape[1])
    return isLast ? ['batch', 'height', 'width', 'channel'] : ['batch', 'channel', 'height', 'width']
  }
  if (shape.length !== 3) return undefined
  if (isChannel(shape[0])) return ['channel', 'height', 'width']
  return isChannel(shape[2]) ? ['height', 'width', 'channel'] : ['batch', 'height', 'width']
}

function readPicture(bytes: Uint8Array): Picture {
  let png: DecodedPng
  try {
    png = decode(bytes, { checkCrc: true })
  } catch (error) {
    throw new Error(`this is no PNG that can be read (${(error as Error).message})`)
  }
  const { width, height } = png
  const raw = samplesOf(png)
  const all = raw.length / (width * height)
  const channels = all === 2 || all === 4 ? all - 1 : all
  if (channels !== all && raw.some((value, i) => i % all === channels && value < 1)) {
    throw new Error('the picture is partly transparent: flatten it first')
  }
  return {
    width,
    height,
    channels,
    samples: channels === all ? raw : raw.filter((_, i) => i % all !== channels),
  }
}

function samplesOf(png: DecodedPng): Float64Array {
  if (png.palette) return Float64Array.from(convertIndexedToRgb(png), (value) => value / 255)
  const most = 2 ** png.depth - 1
  const packed = png.depth < 8 ? unpack(png) : png.data
  return Float64Array.from(packed, (value) => value / most)
}

/** Samples of 1, 2 or 4 bits, of which a byte holds several; each row begins with a byte of its own. */
function unpack({ data, depth, width, height, channels }: DecodedPng): Uint8Array {
  const perRow = width * channels
  const rowBytes = Math.ceil((perRow * depth) / 8)
  return Uint8Array.from({ length: perRow * height }, (_, i) => {
    const at = (i % perRow) * depth
    const byte = data[Math.floor(i / perRow) * rowBytes + (at >> 3)]!
    return (byte >> (8 - depth - (at & 7))) & (2 ** depth - 1)
  })
}

function withChannels(picture: Picture, channels: 1 | 3): Picture {
  const { samples, channels: from } = picture
  if (channels === from) return picture
  const pixels = samples.length / from
  const at = (i: number) => samples[i]!
  const changed =
    channels === 3
      ? Float64Array.from({ length: pixels * 3 }, (_, i) => at(Math.floor(i / 3)))
      : Float64Array.from(
          { length: pixels },
          (_, i) => 0.299 * at(i * 3) + 0.587 * at(i * 3 + 1) + 0.114 * at(i * 3 + 2),
        )
  return { ...picture, channels, samples: changed }
}

function fill(picture: Picture, axes: readonly Axis[], dtype: string, takes: string): Elements {
  const { width, height, channels, samples } = picture
  const elements = makeElements(dtype, samples.length, takes)
  const scale = dtype === 'uint8' ? 255 : 1
  const isChannelLast = axes.at(-1) === 'channel'
  const plane = width * height
  for (let pixel = 0; pixel < plane; pixel++) {
    for (let channel = 0; channel < channels; channel++) {
      const to = isChannelLast ? pixel * channels + channel : channel * plane + pixel
      const value = samples[pixel * channels + channel]! * scale
      elements[to] = scale === 1 ? value : Math.round(value)
    }
  }
  return elements
}

function makeElements(dtype: string, length: number, takes: string) {
  if (dtype === 'float32') return new Float32Array(length)
  if (dtype === 'float64') return new Float64Array(length)
  if (dtype === 'float16') return new Float16Array(length)
  if (dtype === 'uint8') return new Uint8Array(length)
  throw new Error(`a picture can be floats or uint8; ${takes}`)
}
