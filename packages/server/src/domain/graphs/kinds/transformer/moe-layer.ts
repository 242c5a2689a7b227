import { manualSeed } from '@nodeyard/tensor'
import { Fault } from '../../../../fault.ts'
import { defineGraphNode } from '../../graph-node.ts'
import { MixtureOfExperts } from '../../networks/mixture-of-experts.ts'
import { int } from '../../params.ts'
import { port } from '../../ports.ts'

export default defineGraphNode({
  name: 'MoELayer',
  category: 'Transformer',
  description:
    'A mixture of experts: a gate sends each position to the few networks that suit it best and mixes their answers. Its weights follow from the seed and are not kept.',
  inputs: { x: port('TENSOR', '[B, T, hidden_dim]; [T, hidden_dim] counts as a batch of one') },
  outputs: {
    output: port('TENSOR', '[B, T, hidden_dim]'),
    routing_weights: port('TENSOR', 'Shares of the chosen experts, the largest first: [B, T, top_k]'),
    expert_indices: port('TENSOR', 'Which experts they are, as int64: [B, T, top_k]'),
  },
  params: {
    num_experts: int(4, { min: 1, description: 'Experts' }),
    top_k: int(2, { min: 1, description: 'Experts for each position' }),
    hidden_dim: int(128, { min: 1, description: 'Features of each position' }),
    expert_hidden_dim: int(256, { min: 1, description: 'Features inside of an expert' }),
    seed: int(42, { description: 'Where the weights come from' }),
  },
  run({ x }, params, { fresh }) {
    const { num_experts, top_k } = params
    if (top_k > num_experts) {
      throw new Fault(
        'validation_failed',
        `top_k is at most the number of experts, ${num_experts}, not ${top_k}`,
      )
    }
    const layer = fresh(() => makeLayer(params))
    const { output, weights, indices } = layer.forward(x.ndim === 2 ? x.unsqueeze(0) : x)
    return { output, routing_weights: weights, expert_indices: indices }
  },
  drawn: (_, params) => makeLayer(params).stateDict(),
  python: `
torch.manual_seed(seed)
gate = nn.Linear(hidden_dim, num_experts, bias=False)
experts = [
    nn.Sequential(nn.Linear(hidden_dim, expert_hidden_dim), nn.SiLU(), nn.Linear(expert_hidden_dim, hidden_dim))
    for _ in range(num_experts)
]
if weights:
    gate.weight.data = weights["gate.weight"]
    for i, expert in enumerate(experts):
        for place, layer in ((0, "linear1"), (2, "linear2")):
            expert[place].weight.data = weights[f"experts.{i}.{layer}.weight"]
            expert[place].bias.data = weights[f"experts.{i}.{layer}.bias"]
if x.dim() == 2:
    x = x.unsqueeze(0)
scores, chosen = gate(x).topk(top_k, dim=-1)
shares = torch.softmax(scores, dim=-1)
output = torch.zeros_like(x)
for i, expert in enumerate(experts):
    output = output + expert(x) * (shares * (chosen == i)).sum(-1, keepdim=True)
return {"output": output, "routing_weights": shares, "expert_indices": chosen}`,
})

function makeLayer(
  params: Record<'num_experts' | 'top_k' | 'hidden_dim' | 'expert_hidden_dim' | 'seed', number>,
) {
  const { num_experts, top_k, hidden_dim, expert_hidden_dim, seed } = params
  manualSeed(seed)
  return new MixtureOfExperts({
    experts: num_experts,
    chosen: top_k,
    size: hidden_dim,
    expertSize: expert_hidden_dim,
  })
}
