import { manualSeed } from '@nodeyard/tensor'
import { defineGraphNode } from '../../../graph-node.ts'
import { headSteps } from '../../../networks/head-steps.ts'
import { Heads } from '../../../networks/heads.ts'
import { positionLabels } from '../../../networks/position-labels.ts'
import { int } from '../../../params.ts'
import { optional, port } from '../../../ports.ts'
import type { RunContext } from '../../../run-context.ts'

interface Params {
  embed_dim: number
  num_heads: number
  seed: number
}

const heads = (context: RunContext, { embed_dim, num_heads, seed }: Params) =>
  context.module(() => {
    manualSeed(seed)
    return new Heads(embed_dim, num_heads)
  })

export default defineGraphNode({
  name: 'Edu-CrossAttention',
  category: 'Diffusion',
  description:
    'One sequence looks at another, as an image does at the words it is made from; each head shows what it looks at. No batch is needed.',
  inputs: {
    query: port('TENSOR', 'Who looks, [Q, embed_dim]'),
    context: port('TENSOR', 'What is looked at, [K, embed_dim]'),
    mask: optional('TENSOR', 'Pairs that must not meet, [Q, K]: true (or not 0) is blocked'),
    q_labels: optional('LIST', 'What the positions that look are called'),
    k_labels: optional('LIST', 'What the positions they look at are called'),
  },
  outputs: {
    output: port('TENSOR', '[Q, embed_dim]'),
    weights: port('TENSOR', 'What each position looks at, by head: [heads, Q, K]'),
    q_labels: port('LIST', 'The labels of who looks, or the numbers of the positions'),
    k_labels: port('LIST', 'The labels of what is looked at, or the numbers of the positions'),
  },
  params: {
    embed_dim: int(8, { min: 1, description: 'Features; the heads share them' }),
    num_heads: int(2, { min: 1, description: 'Heads; their number divides the features' }),
    seed: int(42, { description: 'Where the weights start from' }),
  },
  weights: ['embed_dim', 'num_heads', 'seed'],
  run({ query, context: seen, mask, q_labels, k_labels }, params, context) {
    const { output, weights } = heads(context, params).forward(query, seen, mask?.ne(0))
    return {
      output,
      weights,
      q_labels: q_labels ?? positionLabels(query.shape.at(-2)!),
      k_labels: k_labels ?? positionLabels(seen.shape.at(-2)!),
    }
  },
  steps({ query, context: seen, mask }, _outputs, params, context) {
    return headSteps({ query, context: seen }, heads(context, params).forward(query, seen, mask?.ne(0)))
  },
  python: `
def split(x, name):
    return F.linear(x, weights[name]).unflatten(-1, (num_heads, -1)).transpose(-3, -2)

queries, keys, values = split(query, "w_q.weight"), split(context, "w_k.weight"), split(context, "w_v.weight")
scores = queries @ keys.transpose(-2, -1) / math.sqrt(embed_dim // num_heads)
if mask is not None:
    scores = scores.masked_fill(mask != 0, -math.inf)
shares = torch.softmax(scores, -1)
output = F.linear((shares @ values).transpose(-3, -2).flatten(-2), weights["w_o.weight"])
return {
    "output": output,
    "weights": shares,
    "q_labels": q_labels if q_labels is not None else [str(i) for i in range(query.shape[-2])],
    "k_labels": k_labels if k_labels is not None else [str(i) for i in range(context.shape[-2])],
}`,
})
