import { type ConvOptions, type PerDim, perDim } from '../functions/convolution.ts'
import { type PadMode, pad } from '../functions/padding.ts'
import { sizeOf } from '../graph/shape.ts'
import type { Tensor } from '../graph/tensor.ts'
import { fanBounded } from '../init/fan-bounded.ts'
import { Module } from './module.ts'
import { Parameter } from './parameter.ts'

export interface ConvModuleOptions extends ConvOptions {
  bias?: boolean
  /** What surrounds the input: zeros unless told otherwise. */
  paddingMode?: 'zeros' | Exclude<PadMode, 'constant'>
}

/** What convolutions of any number of spatial dimensions share. */
export abstract class Conv extends Module {
  /** [out, in / groups, ...kernel] */
  readonly weight: Parameter
  /** [out] */
  readonly bias: Parameter | undefined
  readonly #options: ConvModuleOptions

  constructor(
    rank: number,
    inChannels: number,
    outChannels: number,
    kernelSize: PerDim,
    options: ConvModuleOptions,
  ) {
    super()
    const { groups = 1, bias = true } = options
    const shape = [outChannels, inChannels / groups, ...perDim(kernelSize, rank)]
    const fanIn = sizeOf(shape.slice(1))
    this.weight = new Parameter(fanBounded(shape, fanIn))
    this.bias = bias ? new Parameter(fanBounded([outChannels], fanIn)) : undefined
    this.#options = options
  }

  /** The input with its borders, and how the convolution moves over it. */
  protected prepare(x: Tensor): { x: Tensor; options: ConvOptions } {
    const { paddingMode = 'zeros', padding = 0, stride = 1, dilation = 1, groups = 1 } = this.#options
    const moves = { stride, dilation, groups }
    if (paddingMode === 'zeros') return { x, options: { ...moves, padding } }
    const kernel = this.weight.shape.slice(2)
    const reach = kernel.map((size, i) => (size - 1) * perDim(dilation, kernel.length)[i]!)
    const pads = kernel.map((_, i) => {
      if (padding === 'valid') return [0, 0]
      if (padding === 'same') return [Math.floor(reach[i]! / 2), Math.ceil(reach[i]! / 2)]
      return [perDim(padding, kernel.length)[i]!, perDim(padding, kernel.length)[i]!]
    })
    return { x: pad(x, pads.toReversed().flat(), paddingMode), options: moves }
  }
}
