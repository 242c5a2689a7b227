import type { Window } from '../graph/conv-shape.ts'
import { type Shape, sameShape, show } from '../graph/shape.ts'
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
export function perDim(value: PerDim, rank: number): Shape {
  if (typeof value === 'number') return Array(rank).fill(value)
  if (value.length === 1) return Array(rank).fill(value[0])
  if (value.length === rank) return value
  throw new TensorError('argument', `${show(value)} are not numbers for ${rank} dimensions`)
}

/** Refuses steps that lead nowhere and weights that do not fit. */
function requireWindow(name: string, rank: number, x: Tensor, weight: Tensor, window: Window): void {
  if (x.ndim !== rank + 2 || weight.ndim !== rank + 2) {
    throw new TensorError(
      'shape',
      `${name} wants ${rank + 2} dimensions, not ${show(x.shape)} and ${show(weight.shape)}`,
    )
  }
  const { strides, dilations, padding } = window
  if ([...strides, ...dilations].some((size) => size < 1) || padding.some((size) => size < 0)) {
    throw new TensorError('argument', `${name} wants strides and dilations from 1 on and padding from 0 on`)
  }
}

/** Refuses a bias that is not one number for each channel. */
function requireBias(bias: Tensor | undefined, channels: number): void {
  if (!bias || sameShape(bias.shape, [channels])) return
  throw new TensorError('shape', `a bias ${show(bias.shape)} is not for ${channels} channels`)
}

function convolve(
  rank: number,
  x: Tensor,
  weight: Tensor,
  bias: Tensor | undefined,
  options: ConvOptions,
): Tensor {
  const { stride = 1, padding = 0, dilation = 1, groups = 1 } = options
  if (x.ndim === rank + 1) return convolve(rank, x.unsqueeze(0), weight, bias, options).squeeze(0)
  const window: Window = {
    strides: perDim(stride, rank),
    dilations: perDim(dilation, rank),
    padding: perDim(typeof padding === 'string' ? 0 : padding, rank),
  }
  requireWindow(`conv${rank}d`, rank, x, weight, window)
  requireBias(bias, weight.shape[0]!)
  if (padding !== 'same') return conv(x, weight, bias, { ...window, groups })
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
  options: ConvTransposeOptions,
): Tensor {
  const { stride = 1, padding = 0, dilation = 1, groups = 1, outputPadding = 0 } = options
  if (x.ndim === rank + 1) return convolveBack(rank, x.unsqueeze(0), weight, bias, options).squeeze(0)
  const window: Window = {
    strides: perDim(stride, rank),
    padding: perDim(padding, rank),
    dilations: perDim(dilation, rank),
  }
  requireWindow(`convTranspose${rank}d`, rank, x, weight, window)
  requireBias(bias, weight.shape[1]! * groups)
  const added = perDim(outputPadding, rank)
  if (added.some((size, i) => size < 0 || size >= window.strides[i]!)) {
    throw new TensorError('argument', `outputPadding ${show(added)} is not below the stride`)
  }
  const made = convTranspose(x, weight, { ...window, outputPadding: added, groups })
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
