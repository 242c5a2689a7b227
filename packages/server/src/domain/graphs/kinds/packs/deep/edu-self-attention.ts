import { manualSeed, type Tensor } from '@nodeyard/tensor'
import { defineGraphNode } from '../../../graph-node.ts'
import { blockedPairs } from '../../../networks/attention-mask.ts'
import { positionLabels } from '../../../networks/position-labels.ts'
import { SingleHead } from '../../../networks/single-head.ts'
import { bool, float, int } from '../../../params.ts'
import { optional, port } from '../../../ports.ts'
import type { RunContext } from '../../../run-context.ts'

interface Params {
  embed_dim: number
  causal: boolean
  temperature: number
  seed: number
}

function attend(tensor: Tensor, mask: Tensor | undefined, params: Params, context: RunContext) {
  const { embed_dim, causal, temperature, seed } = params
  const head = context.module(() => {
    manualSeed(seed)
    return new SingleHead(embed_dim)
  })
  const length = tensor.shape.at(-2)!
  const blocked = blockedPairs([length, length], { mask, isCausal: causal })
  return { ...head.forward(tensor, { temperature, blocked }), blocked }
}

export default defineGraphNode({
  name: 'Edu-SelfAttention',
  category: 'LLM',
  description:
    'A sequence looks at itself in one head: $\\mathrm{softmax}(QK^\\top / (\\sqrt{d}\\,\\tau))\\,V$. No batch is needed.',
  inputs: {
    tensor: port('TENSOR', 'The sequence, [S, embed_dim]'),
    mask: optional('TENSOR', 'Pairs that must not meet, [S, S]: true (or not 0) is blocked'),
    labels: optional('LIST', 'What the positions are called'),
  },
  outputs: {
    output: port('TENSOR', '[S, embed_dim]'),
    weights: port('TENSOR', 'What each position looks at, [S, S]'),
    labels: port('LIST', 'The labels, or the numbers of the positions'),
  },
  params: {
    embed_dim: int(8, { min: 1, description: 'Features of each position' }),
    causal: bool(false, { description: 'No position looks at later ones' }),
    temperature: float(1, { min: 0.01, description: 'Above 1 attention spreads out, below 1 it narrows' }),
    seed: int(42, { description: 'Where the weights start from' }),
  },
  weights: ['embed_dim', 'seed'],
  run({ tensor, mask, labels }, params, context) {
    const { output, weights } = attend(tensor, mask, params, context)
    return { output, weights, labels: labels ?? positionLabels(tensor.shape.at(-2)!) }
  },
  steps({ tensor, mask }, _outputs, params, context) {
    const { queries, keys, values, scores, masked, weights, output, blocked } = attend(
      tensor,
      mask,
      params,
      context,
    )
    return [
      { name: 'input', description: 'The sequence.', tensors: { tensor } },
      {
        name: 'compute_qkv',
        description: 'Every position asks (query), is asked for (key) and has something to give (value).',
        tensors: { queries, keys, values },
      },
      {
        name: 'scaled_scores',
        description: 'How well each query fits each key, over the root of the size and the temperature.',
        scalars: { d_k: params.embed_dim, temperature: params.temperature },
        tensors: { scores },
      },
      ...(blocked
        ? [
            {
              name: 'mask',
              description: 'Pairs that must not meet get -∞, which softmax makes 0.',
              tensors: { mask: blocked, masked_scores: masked },
            },
          ]
        : []),
      {
        name: 'softmax_weights',
        description: 'The scores of each query as shares that sum to 1.',
        tensors: { weights },
      },
      {
        name: 'weighted_sum',
        description: 'Each position gathers the values by its shares.',
        tensors: { output },
      },
    ]
  },
  python: `
queries, keys = F.linear(tensor, weights["w_q.weight"]), F.linear(tensor, weights["w_k.weight"])
scores = queries @ keys.transpose(-2, -1) / (math.sqrt(embed_dim) * temperature)
if mask is not None:
    scores = scores.masked_fill(mask != 0, -math.inf)
length = tensor.shape[-2]
if causal:
    scores = scores.masked_fill(torch.ones(length, length).triu(1) != 0, -math.inf)
shares = torch.softmax(scores, -1)
output = shares @ F.linear(tensor, weights["w_v.weight"])
return {"output": output, "weights": shares, "labels": labels if labels is not None else [str(i) for i in range(length)]}`,
})
