import { Conv2d, GroupNorm, Linear, Module, type Tensor } from '@nodeyard/tensor'

export interface ResidualBlockOptions {
  groups: number
  /** Length of the time embedding that is added to every channel; 0 for none. */
  timeSize?: number
}

/**
 * Two convolutions with norms before them and a way around both: x [N, in, H, W] to [N, out, H, W]. Between them
 * a time embedding [N, timeSize] (or [timeSize]) shifts the channels (Ho et al., 2020).
 */
export class ResidualBlock extends Module {
  readonly norm1: GroupNorm
  readonly conv1: Conv2d
  readonly time: Linear | undefined
  readonly norm2: GroupNorm
  readonly conv2: Conv2d
  /** Brings the input to the output's channels where they differ. */
  readonly skip: Conv2d | undefined

  constructor(inChannels: number, outChannels: number, { groups, timeSize = 0 }: ResidualBlockOptions) {
    super()
    this.norm1 = new GroupNorm(groups, inChannels)
    this.conv1 = new Conv2d(inChannels, outChannels, 3, { padding: 1 })
    if (timeSize > 0) this.time = new Linear(timeSize, outChannels)
    this.norm2 = new GroupNorm(groups, outChannels)
    this.conv2 = new Conv2d(outChannels, outChannels, 3, { padding: 1 })
    if (inChannels !== outChannels) this.skip = new Conv2d(inChannels, outChannels, 1)
  }

  forward(x: Tensor, time?: Tensor): Tensor {
    let hidden = this.conv1.forward(this.norm1.forward(x).silu())
    if (time && this.time) {
      hidden = hidden.add(this.time.forward(time.silu()).unsqueeze(-1).unsqueeze(-1))
    }
    hidden = this.conv2.forward(this.norm2.forward(hidden).silu())
    return hidden.add(this.skip ? this.skip.forward(x) : x)
  }
}
