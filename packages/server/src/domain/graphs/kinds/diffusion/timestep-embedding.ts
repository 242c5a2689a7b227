import { manualSeed } from '@nodeyard/tensor'
import { Fault } from '../../../../fault.ts'
import { defineGraphNode } from '../../graph-node.ts'
import { TimestepEmbedding } from '../../networks/timestep-embedding.ts'
import { int } from '../../params.ts'
import { port } from '../../ports.ts'

export default defineGraphNode({
  name: 'TimestepEmbedding',
  category: 'Diffusion',
  description:
    'Time steps as learned vectors: sines and cosines of many lengths, through two linear layers with SiLU between.',
  inputs: { timestep: port('TENSOR', 'Time steps, [B] or a single one') },
  outputs: { embedding: port('TENSOR', '[B, embed_dim]') },
  params: {
    embed_dim: int(32, { min: 2, description: 'Length of each vector; even' }),
    max_period: int(10_000, { min: 1, description: 'How far apart steps are still told from each other' }),
    seed: int(42, { description: 'Where the weights start from' }),
  },
  weights: ['embed_dim', 'max_period', 'seed'],
  run({ timestep }, { embed_dim, max_period, seed }, context) {
    if (embed_dim % 2 !== 0) throw new Fault('validation_failed', `embed_dim is even, not ${embed_dim}`)
    const layer = context.module(() => {
      manualSeed(seed)
      return new TimestepEmbedding(embed_dim, max_period)
    })
    return { embedding: layer.forward(timestep) }
  },
  python: `
half = embed_dim // 2
frequencies = torch.exp(-math.log(max_period) * torch.arange(half) / half)
angles = timestep.flatten().float()[:, None] * frequencies
waves = torch.cat([angles.sin(), angles.cos()], dim=1)
hidden = F.silu(F.linear(waves, weights["linear1.weight"], weights["linear1.bias"]))
return {"embedding": F.linear(hidden, weights["linear2.weight"], weights["linear2.bias"])}`,
})
