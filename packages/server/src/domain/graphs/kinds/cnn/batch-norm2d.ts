import { BatchNorm2d } from '@nodeyard/tensor'
import { defineGraphNode } from '../../graph-node.ts'
import { int } from '../../params.ts'
import { port } from '../../ports.ts'
import type { RunContext } from '../../run-context.ts'

const EPS = 1e-5

const layer = (context: RunContext, channels: number) => context.module(() => new BatchNorm2d(channels))

export default defineGraphNode({
  name: 'BatchNorm2d',
  category: 'CNN',
  description:
    'Brings each channel of a batch of images to mean 0 and variance 1 by the batch itself, then scales and shifts it. Its running statistics follow.',
  inputs: { tensor: port('TENSOR', '[N, num_features, H, W]') },
  outputs: { tensor: port('TENSOR', 'The same shape') },
  params: { num_features: int(32, { description: 'Channels' }) },
  weights: ['num_features'],
  run: ({ tensor }, { num_features }, context) => ({
    tensor: layer(context, num_features).forward(tensor),
  }),
  steps({ tensor }, outputs, { num_features }, context) {
    const { weight, bias } = layer(context, num_features)
    const mean = tensor.mean([0, 2, 3], true)
    const variance = tensor.variance([0, 2, 3], { correction: 0, keepdim: true })
    return [
      { name: 'input', description: 'The batch that comes in.', tensors: { input: tensor } },
      {
        name: 'per_channel_mean',
        description: 'The mean of each channel, over all images and places.',
        scalars: { eps: EPS },
        tensors: { mean },
      },
      {
        name: 'per_channel_var',
        description: 'The variance of each channel around that mean.',
        tensors: { var: variance },
      },
      {
        name: 'normalize',
        description: 'Mean off, then divided by the deviation: every channel has mean 0 and variance 1.',
        tensors: { normalized: tensor.sub(mean).mul(variance.add(EPS).rsqrt()) },
      },
      {
        name: 'scale_shift',
        description: 'Each channel times its learned factor gamma, plus its learned offset beta.',
        tensors: { gamma: weight!, beta: bias!, output: outputs.tensor },
      },
    ]
  },
  python: `
mean, var = weights["running_mean"].clone(), weights["running_var"].clone()
return {"tensor": F.batch_norm(tensor, mean, var, weights["weight"], weights["bias"], training=True)}`,
})
