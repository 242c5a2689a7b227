import { manualSeed } from '@nodeyard/tensor'
import { defineGraphNode } from '../../../graph-node.ts'
import { blockedPairs } from '../../../networks/attention-mask.ts'
import { headSteps } from '../../../networks/head-steps.ts'
import { Heads } from '../../../networks/heads.ts'
import { positionLabels } from '../../../networks/position-labels.ts'
import { bool, int } from '../../../params.ts'
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
  name: 'Edu-MultiHeadAttention',
  category: 'LLM',
  description:
    'A sequence looks at itself in several heads, and each head shows what it looks at. No batch is needed.',
  inputs: {
    tensor: port('TENSOR', 'The sequence, [S, embed_dim]'),
    mask: optional('TENSOR', 'Pairs that must not meet, [S, S]: true (or not 0) is blocked'),
    labels: optional('LIST', 'What the positions are called'),
  },
  outputs: {
    output: port('TENSOR', '[S, embed_dim]'),
    weights: port('TENSOR', 'What each position looks at, by head: [heads, S, S]'),
    labels: port('LIST', 'The labels, or the numbers of the positions'),
  },
  params: {
    embed_dim: int(8, { min: 1, description: 'Features; the heads share them' }),
    num_heads: int(2, { min: 1, description: 'Heads; their number divides the features' }),
    causal: bool(false, { description: 'No position looks at later ones' }),
    seed: int(42, { description: 'Where the weights start from' }),
  },
  weights: ['embed_dim', 'num_heads', 'seed'],
  run({ tensor, mask, labels }, params, context) {
    const layer = heads(context, params)
    const length = tensor.shape.at(-2)!
    const blocked = blockedPairs([length, length], { mask, isCausal: params.causal })
    const { output, weights } = layer.forward(tensor, tensor, blocked)
    return { output, weights, labels: labels ?? positionLabels(length) }
  },
  steps({ tensor, mask }, _outputs, params, context) {
    const length = tensor.shape.at(-2)!
    const blocked = blockedPairs([length, length], { mask, isCausal: params.causal })
    return headSteps({ tensor }, heads(context, params).forward(tensor, tensor, blocked))
  },
  python: `
def split(x, name):
    return F.linear(x, weights[name]).unflatten(-1, (num_heads, -1)).transpose(-3, -2)

queries, keys, values = split(tensor, "w_q.weight"), split(tensor, "w_k.weight"), split(tensor, "w_v.weight")
scores = queries @ keys.transpose(-2, -1) / math.sqrt(embed_dim // num_heads)
if mask is not None:
    scores = scores.masked_fill(mask != 0, -math.inf)
length = tensor.shape[-2]
if causal:
    scores = scores.masked_fill(torch.ones(length, length).triu(1) != 0, -math.inf)
shares = torch.softmax(scores, -1)
output = F.linear((shares @ values).transpose(-3, -2).flatten(-2), weights["w_o.weight"])
return {"output": output, "weights": shares, "labels": labels if labels is not None else [str(i) for i in range(length)]}`,
})
