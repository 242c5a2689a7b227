import { GroupNorm } from '@nodeyard/tensor'
import { defineGraphNode } from '../../graph-node.ts'
import { int } from '../../params.ts'
import { port } from '../../ports.ts'

export default defineGraphNode({
  name: 'GroupNorm',
  category: 'Normalization',
  description: 'Brings each group of channels of every sample to mean 0 and variance 1, whatever the batch.',
  inputs: { tensor: port('TENSOR', '[N, num_channels, …]') },
  outputs: { tensor: port('TENSOR', 'The same shape') },
  params: {
    num_groups: int(32, { description: 'Groups; it divides the channels' }),
    num_channels: int(256, { description: 'Channels' }),
  },
  weights: ['num_groups', 'num_channels'],
  run: ({ tensor }, { num_groups, num_channels }, context) => ({
    tensor: context.module(() => new GroupNorm(num_groups, num_channels)).forward(tensor),
  }),
  python: `return {"tensor": F.group_norm(tensor, num_groups, weights["weight"], weights["bias"])}`,
})
