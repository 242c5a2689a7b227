import { manualSeed, zeros } from '@nodeyard/tensor'
import { defineGraphNode } from '../../graph-node.ts'
import { RewardNetwork } from '../../networks/reward-network.ts'
import { int } from '../../params.ts'
import { optional, port } from '../../ports.ts'

export default defineGraphNode({
  name: 'RewardModel',
  category: 'RL',
  description: 'Tells how good answers are: one number for each, from what a language model made of it.',
  inputs: {
    hidden_states: optional(
      'TENSOR',
      '[B, input_dim]; of sequences [B, T, input_dim] the last position is judged',
    ),
  },
  outputs: {
    model: port('MODEL', 'The network'),
    rewards: port('TENSOR', 'A number for each item, [B]; a single 0 without input'),
  },
  params: {
    input_dim: int(128, { min: 1, description: 'Features of each item' }),
    hidden_dim: int(64, { min: 1, description: 'Features inside of the network' }),
    seed: int(42, { description: 'Where the weights come from' }),
  },
  run({ hidden_states }, { input_dim, hidden_dim, seed }, { fresh }) {
    const model = fresh(() => {
      manualSeed(seed)
      return new RewardNetwork(input_dim, hidden_dim)
    })
    return { model, rewards: hidden_states ? model.forward(hidden_states) : zeros([1]) }
  },
  drawn(_, { input_dim, hidden_dim, seed }) {
    manualSeed(seed)
    return new RewardNetwork(input_dim, hidden_dim).stateDict()
  },
  python: `
class RewardNetwork(nn.Module):
    def __init__(self):
        super().__init__()
        self.layers = nn.Sequential(nn.Linear(input_dim, hidden_dim), nn.ReLU(), nn.Linear(hidden_dim, 1))

    def forward(self, states):
        return self.layers(states[:, -1] if states.dim() == 3 else states).squeeze(-1)

torch.manual_seed(seed)
model = RewardNetwork()
if weights:
    model.load_state_dict(weights)
return {"model": model, "rewards": torch.zeros(1) if hidden_states is None else model(hidden_states)}`,
})
