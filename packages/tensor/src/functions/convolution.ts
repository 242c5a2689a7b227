import type { Window } from '../graph/conv-shape.ts'
import type { Shape } from '../graph/shape.ts'
import type { Tensor } from '../graph/tensor.ts'
import { TensorError } from '../graph/tensor-error.ts'
import { conv } from '../ops/conv.ts'
import { convTranspose } from '../ops/conv-transpose.ts'

/** One number for all spatial dimensions, or one for each. */
export type PerDim = number | Shape

export interface ConvOptions {
  stride?: PerDim
  /** Zeros around the input; 'same' keeps its size (stride 1 only). */
  padding?: PerDim | 'same' | 'valid'
  dilation?: PerDim
  groups?: number
}

export interface ConvTransposeOptions extends Omit<ConvOptions, 'padding'> {
  padding?: PerDim
  outputPadding?: PerDim
}

/**
 * One number for each of so many dimensions.
 *
 * @example
 * perDim(2, 3) // [2, 2, 2]
 */
export const perDim = (value: PerDim, rank: number): Shape =>
  typeof value === 'number' ? Array(rank).fill(value) : value

function convolve(
  rank: number,
  x: Tensor,
  weight: Tensor,
  bias: Tensor | undefined,
  options: ConvOptions,
): Tensor {
  const { stride = 1, padding = 0, dilation = 1, groups = 1 } = options
  if (x.ndim === rank + 1) return convolve(rank, x.unsqueeze(0), weight, bias, options).squeeze(0)
  if (x.ndim !== rank + 2)
    throw new TensorError('shape', `conv${rank}d wants ${rank + 2} dimensions, not ${x.ndim}`)
  const window: Window = {
    strides: perDim(stride, rank),
    dilations: perDim(dilation, rank),
    padding: perDim(0, rank),
  }
  if (padding === 'valid') return conv(x, weight, bias, { ...window, groups })
  if (padding !== 'same') return conv(x, weight, bias, { ...window, padding: perDim(padding, rank), groups })
  if (window.strides.some((step) => step !== 1))
    throw new TensorError('argument', "padding 'same' wants stride 1")
  const total = weight.shape.slice(2).map((size, i) => (size - 1) * window.dilations[i]!)
  // What does not divide evenly goes to the end, as PyTorch has it.
  const odd = total.reduce((padded, size, i) => (size % 2 ? padded.padDim(i + 2, 0, 1) : padded), x)
  return conv(odd, weight, bias, { ...window, padding: total.map((size) => Math.floor(size / 2)), groups })
}

function convolveBack(
  rank: number,
  x: Tensor,
  weight: Tensor,
  bias: Tensor | undefined,
  { stride = 1, padding = 0, dilation = 1, groups = 1, outputPadding = 0 }: ConvTransposeOptions,
): Tensor {
  const made = convTranspose(x, weight, {
    strides: perDim(stride, rank),
    padding: perDim(padding, rank),
    dilations: perDim(dilation, rank),
    outputPadding: perDim(outputPadding, rank),
    groups,
  })
  return bias ? made.add(bias.reshape([-1, ...Array(rank).fill(1)])) : made
}

/**
 * Convolution: x [N, C, L], weight [O, C / groups, K], bias [O].
 *
 * @example
 * conv1d(tensor([[[1, 2, 3, 4]]]), tensor([[[1, -1]]])) // [[[-1, -1, -1]]]
 */
export function conv1d(x: Tensor, weight: Tensor, bias?: Tensor, options: ConvOptions = {}): Tensor {
  return convolve(1, x, weight, bias, options)
}

/**
 * Convolution: x [N, C, H, W], weight [O, C / groups, KH, KW], bias [O].
 *
 * @example
 * conv2d(randn([2, 3, 8, 8]), randn([4, 3, 3, 3]), randn([4]), { padding: 1 }).shape // [2, 4, 8, 8]
 */
export function conv2d(x: Tensor, weight: Tensor, bias?: Tensor, options: ConvOptions = {}): Tensor {
  return convolve(2, x, weight, bias, options)
}

/**
 * Transposed convolution: x [N, C, L], weight [C, O / groups, K], bias [O].
 *
 * @example
 * convTranspose1d(tensor([[[1, 2]]]), tensor([[[1, 1]]]), undefined, { stride: 2 }) // [[[1, 1, 2, 2]]]
 */
export function convTranspose1d(
  x: Tensor,
  weight: Tensor,
  bias?: Tensor,
  options: ConvTransposeOptions = {},
): Tensor {
  return convolveBack(1, x, weight, bias, options)
}

/**
 * Transposed convolution: x [N, C, H, W], weight [C, O / groups, KH, KW], bias [O].
 *
 * @example
 * convTranspose2d(randn([2, 4, 5, 5]), randn([4, 3, 2, 2]), undefined, { stride: 2 }).shape // [2, 3, 10, 10]
 */
export function convTranspose2d(
  x: Tensor,
  weight: Tensor,
  bias?: Tensor,
  options: ConvTransposeOptions = {},
): Tensor {
  return convolveBack(2, x, weight, bias, options)
}
