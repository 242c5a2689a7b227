import { Conv2d, concat, interpolate, Module, ModuleList, maxPool2d, type Tensor } from '@nodeyard/tensor'
import { ResidualBlock } from './residual-block.ts'
import { TimestepEmbedding } from './timestep-embedding.ts'

export interface DiffusionUNetOptions {
  inChannels: number
  baseChannels: number
  /** Channels of each level as multiples of `baseChannels`, from the full image down. */
  multipliers: readonly number[]
  timeSize: number
  groups: number
}

/**
 * The noise in noisy images: x [N, C, H, W] and time steps [N] (or one for all) to the shape of x. Every level down
 * halves the image; on the way up each level also sees what the same level saw on the way down.
 */
export class DiffusionUNet extends Module {
  readonly time: TimestepEmbedding
  readonly stem: Conv2d
  readonly down: ModuleList<ResidualBlock>
  readonly middle: ResidualBlock
  readonly up: ModuleList<ResidualBlock>
  readonly head: Conv2d

  constructor({ inChannels, baseChannels, multipliers, timeSize, groups }: DiffusionUNetOptions) {
    super()
    const channels = multipliers.map((multiplier) => baseChannels * multiplier)
    const first = channels[0]!
    const last = channels.at(-1)!
    const block = (from: number, to: number) => new ResidualBlock(from, to, { groups, timeSize })
    this.time = new TimestepEmbedding(timeSize)
    this.stem = new Conv2d(inChannels, first, 3, { padding: 1 })
    this.down = new ModuleList(channels.map((count, i) => block(channels[i - 1] ?? first, count)))
    this.middle = block(last, last)
    const upwards = channels.slice(0, -1).map((count, i) => block(channels[i + 1]! + count, count))
    this.up = new ModuleList(upwards.toReversed())
    this.head = new Conv2d(first, inChannels, 1)
  }

  forward(x: Tensor, steps: Tensor): Tensor {
    const time = this.time.forward(steps)
    const seen: Tensor[] = []
    let hidden = this.stem.forward(x)
    for (const [i, block] of [...this.down].entries()) {
      hidden = block.forward(i === 0 ? hidden : maxPool2d(hidden, 2), time)
      seen.push(hidden)
    }
    hidden = this.middle.forward(seen.pop()!, time)
    for (const block of this.up) {
      const beside = seen.pop()!
      // By size, not by factor: an odd one has lost a row or a column on the way down.
      const raised = interpolate(hidden, { size: beside.shape.slice(2) })
      hidden = block.forward(concat([raised, beside], 1), time)
    }
    return this.head.forward(hidden)
  }
}
