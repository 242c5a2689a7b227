import { Linear } from '@nodeyard/tensor'
import { defineGraphNode } from '../../graph-node.ts'
import { int } from '../../params.ts'
import { port } from '../../ports.ts'
import type { RunContext } from '../../run-context.ts'

interface Params {
  in_features: number
  out_features: number
}

const layer = (context: RunContext, { in_features, out_features }: Params) =>
  context.module(() => new Linear(in_features, out_features))

export default defineGraphNode({
  name: 'Linear',
  category: 'Utility',
  description: 'A fully connected layer: $y = xW^\\top + b$ over the last axis.',
  inputs: { tensor: port('TENSOR', '[…, in_features]') },
  outputs: { tensor: port('TENSOR', '[…, out_features]') },
  params: {
    in_features: int(512, { description: 'Size of the last axis that comes in' }),
    out_features: int(10, { description: 'Size of the last axis that goes out' }),
  },
  weights: ['in_features', 'out_features'],
  run: ({ tensor }, params, context) => ({ tensor: layer(context, params).forward(tensor) }),
  steps({ tensor }, outputs, params, context) {
    const { weight, bias } = layer(context, params)
    return [
      { name: 'input', description: 'The features that come in.', tensors: { input: tensor } },
      {
        name: 'weight_matrix',
        description: 'One row of weights for each feature that goes out.',
        tensors: { weight },
      },
      {
        name: 'bias_vector',
        description: 'What is added to each feature that goes out.',
        tensors: { bias: bias! },
      },
      {
        name: 'linear_output',
        description: 'Each output is the product of its row with the input, plus its bias.',
        tensors: { output: outputs.tensor },
      },
    ]
  },
  python: `return {"tensor": F.linear(tensor, weights["weight"], weights["bias"])}`,
})
