import { InstanceNorm2d } from '@nodeyard/tensor'
import { defineGraphNode } from '../../graph-node.ts'
import { bool, int } from '../../params.ts'
import { port } from '../../ports.ts'

export default defineGraphNode({
  name: 'InstanceNorm2d',
  category: 'Normalization',
  description: 'Brings every channel of every image on its own to mean 0 and variance 1.',
  inputs: { tensor: port('TENSOR', '[N, num_features, H, W]') },
  outputs: { tensor: port('TENSOR', 'The same shape') },
  params: {
    num_features: int(64, { description: 'Channels' }),
    affine: bool(false, { description: 'Scale and shift each channel by what is learned' }),
  },
  weights: ['num_features', 'affine'],
  run: ({ tensor }, { num_features, affine }, context) => ({
    tensor: context.module(() => new InstanceNorm2d(num_features, { affine })).forward(tensor),
  }),
  python: `
return {"tensor": F.instance_norm(tensor, weight=weights.get("weight"), bias=weights.get("bias"))}`,
})
