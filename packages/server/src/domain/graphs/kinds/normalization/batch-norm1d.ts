import { BatchNorm1d } from '@nodeyard/tensor'
import { defineGraphNode } from '../../graph-node.ts'
import { int } from '../../params.ts'
import { port } from '../../ports.ts'

export default defineGraphNode({
  name: 'BatchNorm1d',
  category: 'Normalization',
  description:
    'Brings each feature of a batch to mean 0 and variance 1 by the batch itself, then scales and shifts it. Its running statistics follow.',
  inputs: { tensor: port('TENSOR', '[N, num_features] or [N, num_features, L]') },
  outputs: { tensor: port('TENSOR', 'The same shape') },
  params: { num_features: int(128, { description: 'Features' }) },
  weights: ['num_features'],
  run: ({ tensor }, { num_features }, context) => ({
    tensor: context.module(() => new BatchNorm1d(num_features)).forward(tensor),
  }),
  python: `
mean, var = weights["running_mean"].clone(), weights["running_var"].clone()
return {"tensor": F.batch_norm(tensor, mean, var, weights["weight"], weights["bias"], training=True)}`,
})
