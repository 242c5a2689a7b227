import { linear, MultiheadAttention, type Tensor } from '@nodeyard/tensor'
import { defineGraphNode } from '../../graph-node.ts'
import { int } from '../../params.ts'
import { port } from '../../ports.ts'
import type { RunContext } from '../../run-context.ts'

interface Params {
  embed_dim: number
  num_heads: number
}

const layer = (context: RunContext, { embed_dim, num_heads }: Params) =>
  context.module(() => new MultiheadAttention(embed_dim, num_heads))

export default defineGraphNode({
  name: 'MultiHeadAttention',
  category: 'Transformer',
  description:
    'Attention in several heads: every query gathers values, more of those whose keys fit it. The sequence is the first axis, the batch the second.',
  inputs: {
    query: port('TENSOR', 'Who looks, [L, N, embed_dim]'),
    key: port('TENSOR', 'What is looked at, [S, N, embed_dim]'),
    value: port('TENSOR', 'What is gathered, [S, N, embed_dim]'),
  },
  outputs: {
    output: port('TENSOR', '[L, N, embed_dim]'),
    weights: port('TENSOR', 'How much of each value each query gathers, the mean of the heads: [N, L, S]'),
  },
  params: {
    embed_dim: int(512, { description: 'Features; the heads share them' }),
    num_heads: int(8, { description: 'Heads; their number divides the features' }),
  },
  weights: ['embed_dim', 'num_heads'],
  run({ query, key, value }, params, context) {
    const { output, weights } = layer(context, params).forward(query, key, value)
    return { output, weights: weights! }
  },
  steps({ query, key, value }, outputs, params, context) {
    const { inProjWeight, inProjBias } = layer(context, params)
    const size = params.embed_dim / params.num_heads
    const weights = inProjWeight!.chunk(3, 0)
    const biases = inProjBias!.chunk(3, 0)
    const firstHead = (x: Tensor, i: number) => {
      const made = linear(x, weights[i]!.slice(0, 0, size), biases[i]!.slice(0, 0, size))
      return made.ndim === 3 ? made.transpose(0, 1) : made
    }
    const [queries, keys, values] = [firstHead(query, 0), firstHead(key, 1), firstHead(value, 2)] as const
    const scores = queries.matmul(keys.transpose(-2, -1)).mul(1 / Math.sqrt(size))
    const shares = scores.softmax(-1)
    return [
      {
        name: 'inputs_qkv',
        description: 'Who looks, what is looked at, and what is gathered.',
        tensors: { query, key, value },
      },
      {
        name: 'scaled_scores',
        description:
          'In the first head: how well each query fits each key, over the root of the head’s size.',
        scalars: { d_k: size },
        tensors: { scores },
      },
      {
        name: 'softmax_weights',
        description: 'The scores of each query as shares that sum to 1.',
        tensors: { weights: shares },
      },
      {
        name: 'attended_output',
        description:
          'The values mixed by these shares in the first head, and what all heads come to together.',
        tensors: { attended: shares.matmul(values), output: outputs.output },
      },
    ]
  },
  python: `
layer = nn.MultiheadAttention(embed_dim, num_heads)
layer.load_state_dict(weights)
output, shares = layer(query, key, value)
return {"output": output, "weights": shares}`,
})
