import { manualSeed } from '@nodeyard/tensor'
import { Fault } from '../../../../fault.ts'
import { defineGraphNode } from '../../graph-node.ts'
import { DiffusionUNet } from '../../networks/diffusion-unet.ts'
import { int, parseInts, string } from '../../params.ts'
import { port } from '../../ports.ts'

export default defineGraphNode({
  name: 'DiffusionUNet',
  category: 'Diffusion',
  description:
    'The network of a diffusion model: it is shown a noisy image and a time step, and tells the noise.',
  inputs: {},
  outputs: { model: port('MODEL', 'Takes images [N, C, H, W] and time steps [N]') },
  params: {
    in_channels: int(3, { min: 1, description: 'Channels of the images' }),
    base_channels: int(16, { min: 1, description: 'Channels of the first level' }),
    channel_mult: string('1,2,4', {
      description:
        'Channels of each level as multiples of that, with commas between; every level halves the image',
    }),
    time_emb_dim: int(32, { min: 2, description: 'Length of the time embedding; even' }),
    num_groups: int(4, {
      min: 1,
      description: 'Groups of the norms; they divide the channels of every level',
    }),
    seed: int(42, { description: 'Where the weights start from' }),
  },
  weights: ['in_channels', 'base_channels', 'channel_mult', 'time_emb_dim', 'num_groups', 'seed'],
  run(_inputs, { in_channels, base_channels, channel_mult, time_emb_dim, num_groups, seed }, context) {
    const multipliers = parseInts(channel_mult, 'channel_mult')
    if (multipliers.length === 0 || multipliers.some((multiplier) => multiplier < 1)) {
      throw new Fault(
        'validation_failed',
        `channel_mult has a number from 1 for each level, not "${channel_mult}"`,
      )
    }
    const uneven = multipliers.find((multiplier) => (base_channels * multiplier) % num_groups !== 0)
    if (uneven !== undefined) {
      const channels = base_channels * uneven
      throw new Fault('validation_failed', `${channels} channels do not make ${num_groups} groups`)
    }
    if (time_emb_dim % 2 !== 0) {
      throw new Fault('validation_failed', `time_emb_dim is even, not ${time_emb_dim}`)
    }
    const model = context.module(() => {
      manualSeed(seed)
      return new DiffusionUNet({
        inChannels: in_channels,
        baseChannels: base_channels,
        multipliers,
        timeSize: time_emb_dim,
        groups: num_groups,
      })
    })
    return { model }
  },
  python: `
class TimestepEmbedding(nn.Module):
    def __init__(self, size):
        super().__init__()
        self.half = size // 2
        self.linear1 = nn.Linear(size, 4 * size)
        self.linear2 = nn.Linear(4 * size, size)

    def forward(self, steps):
        frequencies = torch.exp(-math.log(10000) * torch.arange(self.half) / self.half)
        angles = steps.flatten().float()[:, None] * frequencies
        return self.linear2(F.silu(self.linear1(torch.cat([angles.sin(), angles.cos()], dim=1))))

class ResidualBlock(nn.Module):
    def __init__(self, before, after):
        super().__init__()
        self.norm1 = nn.GroupNorm(num_groups, before)
        self.conv1 = nn.Conv2d(before, after, 3, padding=1)
        self.time = nn.Linear(time_emb_dim, after)
        self.norm2 = nn.GroupNorm(num_groups, after)
        self.conv2 = nn.Conv2d(after, after, 3, padding=1)
        self.skip = nn.Conv2d(before, after, 1) if before != after else None

    def forward(self, x, time):
        hidden = self.conv1(F.silu(self.norm1(x))) + self.time(F.silu(time))[..., None, None]
        hidden = self.conv2(F.silu(self.norm2(hidden)))
        return hidden + (x if self.skip is None else self.skip(x))

class DiffusionUNet(nn.Module):
    def __init__(self, channels):
        super().__init__()
        before = [channels[0], *channels]
        self.time = TimestepEmbedding(time_emb_dim)
        self.stem = nn.Conv2d(in_channels, channels[0], 3, padding=1)
        self.down = nn.ModuleList(ResidualBlock(before[i], count) for i, count in enumerate(channels))
        self.middle = ResidualBlock(channels[-1], channels[-1])
        levels = reversed(range(len(channels) - 1))
        self.up = nn.ModuleList(ResidualBlock(channels[i + 1] + channels[i], channels[i]) for i in levels)
        self.head = nn.Conv2d(channels[0], in_channels, 1)

    def forward(self, x, steps):
        time = self.time(steps)
        hidden, seen = self.stem(x), []
        for i, block in enumerate(self.down):
            hidden = block(hidden if i == 0 else F.max_pool2d(hidden, 2), time)
            seen.append(hidden)
        hidden = self.middle(seen.pop(), time)
        for block in self.up:
            beside = seen.pop()
            raised = F.interpolate(hidden, size=beside.shape[2:])
            hidden = block(torch.cat([raised, beside], dim=1), time)
        return self.head(hidden)

model = DiffusionUNet([base_channels * int(part) for part in channel_mult.split(",")])
model.load_state_dict(weights)
return {"model": model}`,
})
