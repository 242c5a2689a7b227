import { LayerNorm } from '@nodeyard/tensor'
import { defineGraphNode } from '../../graph-node.ts'
import { float, parseInts, string } from '../../params.ts'
import { port } from '../../ports.ts'
import type { RunContext } from '../../run-context.ts'

interface Params {
  normalized_shape: string
  eps: number
}

const layer = (context: RunContext, { normalized_shape, eps }: Params) =>
  context.module(() => new LayerNorm(parseInts(normalized_shape, 'normalized_shape'), { eps }))

export default defineGraphNode({
  name: 'LayerNorm',
  category: 'Normalization',
  description:
    'Brings the last axes of every sample to mean 0 and variance 1, then scales and shifts each place.',
  inputs: { tensor: port('TENSOR', '[…, normalized_shape]') },
  outputs: { tensor: port('TENSOR', 'The same shape') },
  params: {
    normalized_shape: string('512', { description: 'Sizes of the last axes, with commas between' }),
    eps: float(1e-5, { description: 'Added to the variance, so that nothing is divided by zero' }),
  },
  weights: ['normalized_shape', 'eps'],
  run: ({ tensor }, params, context) => ({ tensor: layer(context, params).forward(tensor) }),
  steps({ tensor }, outputs, params, context) {
    const { weight, bias } = layer(context, params)
    const dims = weight!.shape.map((_, i) => i - weight!.ndim)
    const mean = tensor.mean(dims, true)
    const variance = tensor.variance(dims, { correction: 0, keepdim: true })
    return [
      { name: 'input', description: 'What comes in.', tensors: { input: tensor } },
      {
        name: 'compute_mean',
        description: 'The mean of each sample over the last axes.',
        scalars: { eps: params.eps },
        tensors: { mean },
      },
      {
        name: 'compute_var',
        description: 'The variance of each sample around its mean.',
        tensors: { var: variance },
      },
      {
        name: 'normalize',
        description: 'Mean off, then divided by the deviation.',
        tensors: { normalized: tensor.sub(mean).mul(variance.add(params.eps).rsqrt()) },
      },
      {
        name: 'scale_shift',
        description: 'Each place times its learned factor gamma, plus its learned offset beta.',
        tensors: { gamma: weight!, beta: bias!, output: outputs.tensor },
      },
    ]
  },
  python: `
sizes = [int(part) for part in normalized_shape.split(",")]
return {"tensor": F.layer_norm(tensor, sizes, weights["weight"], weights["bias"], eps)}`,
})
