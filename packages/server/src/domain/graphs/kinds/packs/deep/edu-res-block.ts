import { manualSeed } from '@nodeyard/tensor'
import { Fault } from '../../../../../fault.ts'
import { defineGraphNode } from '../../../graph-node.ts'
import { ResidualBlock } from '../../../networks/residual-block.ts'
import { int } from '../../../params.ts'
import { optional, port } from '../../../ports.ts'

export default defineGraphNode({
  name: 'Edu-ResBlock',
  category: 'Diffusion',
  description:
    'The block that diffusion networks are built of: norm, SiLU, convolution, twice, with the time step added between and a way around it all.',
  inputs: {
    tensor: port('TENSOR', '[N, in_channels, H, W]'),
    time_emb: optional('TENSOR', 'A time embedding, [N, time_emb_dim]; without it nothing is added'),
  },
  outputs: { tensor: port('TENSOR', '[N, out_channels, H, W]') },
  params: {
    in_channels: int(8, { min: 1, description: 'Channels that come in' }),
    out_channels: int(8, { min: 1, description: 'Channels that go out' }),
    groups: int(4, { min: 1, description: 'Groups of the norms; they divide both numbers of channels' }),
    time_emb_dim: int(32, { min: 0, description: 'Length of the time embedding; 0 for none' }),
    seed: int(42, { description: 'Where the weights start from' }),
  },
  weights: ['in_channels', 'out_channels', 'groups', 'time_emb_dim', 'seed'],
  run({ tensor, time_emb }, { in_channels, out_channels, groups, time_emb_dim, seed }, context) {
    for (const channels of [in_channels, out_channels]) {
      if (channels % groups !== 0) {
        throw new Fault('validation_failed', `${channels} channels do not make ${groups} groups`)
      }
    }
    const block = context.module(() => {
      manualSeed(seed)
      return new ResidualBlock(in_channels, out_channels, { groups, timeSize: time_emb_dim })
    })
    return { tensor: block.forward(tensor, time_emb) }
  },
  python: `
hidden = F.silu(F.group_norm(tensor, groups, weights["norm1.weight"], weights["norm1.bias"]))
hidden = F.conv2d(hidden, weights["conv1.weight"], weights["conv1.bias"], padding=1)
if time_emb is not None and time_emb_dim > 0:
    shift = F.linear(F.silu(time_emb), weights["time.weight"], weights["time.bias"])
    hidden = hidden + shift[..., None, None]
hidden = F.silu(F.group_norm(hidden, groups, weights["norm2.weight"], weights["norm2.bias"]))
hidden = F.conv2d(hidden, weights["conv2.weight"], weights["conv2.bias"], padding=1)
around = tensor
if in_channels != out_channels:
    around = F.conv2d(tensor, weights["skip.weight"], weights["skip.bias"])
return {"tensor": hidden + around}`,
})
