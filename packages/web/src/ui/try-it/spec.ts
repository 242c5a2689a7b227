/** An input or output as a deployment or a version declares it. */
export interface TensorSpec {
  name: string
  dtype: string | null
  shape: readonly (number | string | null)[] | null
}

/** Where a picture's axes are. */
export interface ImageLayout {
  channels: 1 | 3
  height: number
  width: number
  isChannelsFirst: boolean
}

/** How a picture fits an input, if it looks like one: [batch, C, H, W], [batch, H, W, C], and without batch or C. */
export function imageLayout({ dtype, shape }: TensorSpec): ImageLayout | undefined {
  if (shape === null || dtype === null || !/^(float(16|32|64)|uint8)$/.test(dtype)) return undefined
  const axes = shape.length === 4 ? shape.slice(1) : shape
  const [a, b, c] = axes
  const isSide = (size: unknown): size is number => typeof size === 'number' && size >= 8 && size <= 2048
  if (axes.length === 3 && (a === 1 || a === 3) && isSide(b) && isSide(c)) {
    return { channels: a, height: b, width: c, isChannelsFirst: true }
  }
  if (axes.length === 3 && (c === 1 || c === 3) && isSide(a) && isSide(b)) {
    return { channels: c, height: a, width: b, isChannelsFirst: false }
  }
  if (shape.length === 3 && isSide(b) && isSide(c) && typeof a !== 'number') {
    return { channels: 1, height: b, width: c, isChannelsFirst: true }
  }
  return undefined
}

/** A shape with every open axis at one: a single sample. */
export const sampleShape = ({ shape }: TensorSpec): number[] =>
  (shape ?? []).map((size) => (typeof size === 'number' && size > 0 ? size : 1))

type Nested = number | string | boolean | Nested[]

/** Pixels (RGBA, 0–255) as the nested arrays of an input: floats from 0 to 1, bytes as they are. */
export function pixelsToInput(pixels: Uint8ClampedArray, spec: TensorSpec, layout: ImageLayout): Nested {
  const { channels, height, width, isChannelsFirst } = layout
  const scale = spec.dtype === 'uint8' ? 1 : 255
  const at = (y: number, x: number, channel: number) => {
    const place = (y * width + x) * 4
    const [r, g, b] = [pixels[place]!, pixels[place + 1]!, pixels[place + 2]!]
    // ITU-R BT.601 for grey, as everywhere.
    const value = channels === 1 ? 0.299 * r + 0.587 * g + 0.114 * b : [r, g, b][channel]!
    return scale === 1 ? Math.round(value) : Number((value / scale).toFixed(6))
  }
  const many = <T>(count: number, make: (at: number) => T) => Array.from({ length: count }, (_, i) => make(i))
  const plane = (channel: number) => many(height, (y) => many(width, (x) => at(y, x, channel)))
  const rank = spec.shape!.length
  if (rank === 3 && typeof spec.shape![0] !== 'number') return [plane(0)]
  const picture: Nested = isChannelsFirst
    ? many(channels, plane)
    : many(height, (y) => many(width, (x) => many(channels, (channel) => at(y, x, channel))))
  return rank === 4 ? [picture] : picture
}

/** Zeros in the shape of one sample, to be edited. */
export function zeros(spec: TensorSpec): Nested {
  const zero = spec.dtype === 'string' ? '' : spec.dtype === 'bool' ? false : 0
  const make = ([size, ...rest]: number[]): Nested =>
    size === undefined ? zero : Array.from({ length: size }, () => make(rest))
  return make(sampleShape(spec))
}

/** The numbers of an answer that make a bar chart: one row of 2 to 1000. */
export function asBars(value: unknown): number[] | undefined {
  let row = value
  while (Array.isArray(row) && row.length === 1 && Array.isArray(row[0])) row = row[0]
  if (!Array.isArray(row) || row.length < 2 || row.length > 1000) return undefined
  return row.every((one) => typeof one === 'number') ? (row as number[]) : undefined
}

/** Nested arrays in few characters, for people. */
export function brief(value: unknown, most = 4000): string {
  const text = JSON.stringify(value, (_, one) => (typeof one === 'number' ? Number(one.toPrecision(6)) : one))
  return text.length > most ? `${text.slice(0, most)} …` : text
}
