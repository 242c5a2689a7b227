import type { Shape } from './shape.ts'

/** How a window moves over the spatial dimensions; one number for each of them. */
export interface Window {
  readonly strides: Shape
  /** Zeros before and after each dimension. */
  readonly padding: Shape
  readonly dilations: Shape
}

export interface ConvAttributes extends Window {
  readonly groups: number
}

/** How many places a window of `kernel` has along each dimension. */
export function convSize(size: Shape, kernel: Shape, { strides, padding, dilations }: Window): Shape {
  return size.map((dim, i) => {
    return Math.floor((dim + 2 * padding[i]! - dilations[i]! * (kernel[i]! - 1) - 1) / strides[i]!) + 1
  })
}

/** The smallest size over which a window has so many places: convolution's way back. */
export function transposedSize(size: Shape, kernel: Shape, { strides, padding, dilations }: Window): Shape {
  return size.map((dim, i) => {
    return (dim - 1) * strides[i]! - 2 * padding[i]! + dilations[i]! * (kernel[i]! - 1) + 1
  })
}

export const onnxWindow = ({ strides, padding, dilations }: Window) => ({
  strides: { ints: strides },
  pads: { ints: [...padding, ...padding] },
  dilations: { ints: dilations },
})
