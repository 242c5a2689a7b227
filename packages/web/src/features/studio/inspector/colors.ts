import type { Extent } from './numbers.ts'

type Color = readonly [red: number, green: number, blue: number]

/** From little to much, even to the eye and to who sees no red: viridis, at nine places. */
const SEQUENTIAL: readonly Color[] = [
  [68, 1, 84],
  [71, 44, 122],
  [59, 81, 139],
  [44, 113, 142],
  [33, 144, 141],
  [39, 173, 129],
  [92, 200, 99],
  [170, 220, 50],
  [253, 231, 37],
]

/** Below and above zero: blue and red, zero in between. */
const DIVERGING: readonly Color[] = [
  [33, 77, 173],
  [88, 138, 217],
  [168, 199, 240],
  [244, 244, 242],
  [246, 190, 165],
  [221, 110, 86],
  [165, 26, 36],
]

/** What is no number. */
const NO_NUMBER: Color = [230, 0, 200]

function between(colors: readonly Color[], share: number): Color {
  const place = Math.min(1, Math.max(0, share)) * (colors.length - 1)
  const at = Math.min(colors.length - 2, Math.floor(place))
  const rest = place - at
  const [a, b] = [colors[at]!, colors[at + 1]!]
  return [0, 1, 2].map((i) => Math.round(a[i]! + (b[i]! - a[i]!) * rest)) as unknown as Color
}

/** Whether values are told apart by their sign. */
export const isSigned = ({ min, max }: Extent) => min < 0 && max > 0

/** The colour of a value among others of an extent. */
export function colorOf(value: number, extent: Extent): Color {
  if (!Number.isFinite(value)) return NO_NUMBER
  const { min, max } = extent
  if (isSigned(extent)) {
    const most = Math.max(-min, max)
    return between(DIVERGING, (value / most + 1) / 2)
  }
  return between(SEQUENTIAL, max === min ? 0.5 : (value - min) / (max - min))
}

/** Values as the pixels of a picture, RGBA. */
export function paintValues(values: readonly number[], extent: Extent): Uint8ClampedArray<ArrayBuffer> {
  const pixels = new Uint8ClampedArray(values.length * 4)
  for (const [at, value] of values.entries()) {
    pixels.set(colorOf(value, extent), at * 4)
    pixels[at * 4 + 3] = 255
  }
  return pixels
}

/** Planes [C, H, W] as the pixels of a picture: values from 0 to 1 as they are, any others stretched to fit. */
export function paintPlanes(values: readonly number[], channels: number): Uint8ClampedArray<ArrayBuffer> {
  let min = 0
  let max = 1
  for (const value of values) {
    if (value < min) min = value
    if (value > max) max = value
  }
  const size = values.length / channels
  const pixels = new Uint8ClampedArray(size * 4)
  for (let at = 0; at < size; at++) {
    for (let channel = 0; channel < 3; channel++) {
      const value = values[(channels === 1 ? 0 : channel) * size + at]!
      pixels[at * 4 + channel] = ((value - min) / (max - min)) * 255
    }
    pixels[at * 4 + 3] = 255
  }
  return pixels
}
