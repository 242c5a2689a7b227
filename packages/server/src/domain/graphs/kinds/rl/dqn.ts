import { zeros } from '@nodeyard/tensor'
import { defineGraphNode } from '../../graph-node.ts'
import { QNetwork } from '../../networks/q-network.ts'
import { int } from '../../params.ts'
import { optional, port } from '../../ports.ts'

export default defineGraphNode({
  name: 'DQN',
  category: 'RL',
  description: 'A deep Q-network: tells what each action is worth in a state.',
  inputs: { state: optional('TENSOR', 'States, […, state_dim]') },
  outputs: {
    model: port('MODEL', 'The network: three linear layers with ReLU between'),
    action: port('TENSOR', 'What each action is worth, […, action_dim]; zeros without a state'),
  },
  params: {
    state_dim: int(4, { description: 'Numbers that describe a state' }),
    action_dim: int(2, { description: 'Actions there are' }),
    hidden_dim: int(128, { description: 'Features inside of the network' }),
  },
  run({ state }, { state_dim, action_dim, hidden_dim }, { fresh }) {
    const model = fresh(() => new QNetwork(state_dim, action_dim, hidden_dim))
    return { model, action: state ? model.forward(state) : zeros([action_dim]) }
  },
  drawn: (_, { state_dim, action_dim, hidden_dim }) =>
    new QNetwork(state_dim, action_dim, hidden_dim).stateDict(),
  python: `
torch.manual_seed(seed)
model = nn.Sequential(
    nn.Linear(state_dim, hidden_dim),
    nn.ReLU(),
    nn.Linear(hidden_dim, hidden_dim),
    nn.ReLU(),
    nn.Linear(hidden_dim, action_dim),
)
if weights:
    model.load_state_dict(weights)
return {"model": model, "action": torch.zeros(action_dim) if state is None else model(state)}`,
})
