import { type ConvTransposeOptions, type PerDim, perDim } from '../functions/convolution.ts'
import { sizeOf } from '../graph/shape.ts'
import { fanBounded } from '../init/fan-bounded.ts'
import { Module } from './module.ts'
import { Parameter } from './parameter.ts'

export interface ConvTransposeModuleOptions extends ConvTransposeOptions {
  bias?: boolean
}

/** What transposed convolutions of any number of spatial dimensions share. */
export abstract class ConvTranspose extends Module {
  /** [in, out / groups, ...kernel] */
  readonly weight: Parameter
  /** [out] */
  readonly bias: Parameter | undefined
  protected readonly options: ConvTransposeOptions

  constructor(
    rank: number,
    inChannels: number,
    outChannels: number,
    kernelSize: PerDim,
    { bias = true, ...options }: ConvTransposeModuleOptions,
  ) {
    super()
    const shape = [inChannels, outChannels / (options.groups ?? 1), ...perDim(kernelSize, rank)]
    // PyTorch takes the second dimension for the inputs here too.
    const fanIn = sizeOf(shape.slice(1))
    this.weight = new Parameter(fanBounded(shape, fanIn))
    this.bias = bias ? new Parameter(fanBounded([outChannels], fanIn)) : undefined
    this.options = options
  }
}
