import { zeros } from '@nodeyard/tensor'
import { defineGraphNode } from '../../graph-node.ts'
import { ActorCritic } from '../../networks/actor-critic.ts'
import { int } from '../../params.ts'
import { optional, port } from '../../ports.ts'

export default defineGraphNode({
  name: 'PPO',
  category: 'RL',
  description:
    'The networks of proximal policy optimization: an actor that chooses actions, a critic that judges states.',
  inputs: { state: optional('TENSOR', 'States, […, state_dim]') },
  outputs: {
    model: port('MODEL', 'Actor and critic, each three linear layers with Tanh between'),
    action: port('TENSOR', 'How probable each action is, […, action_dim]; zeros without a state'),
  },
  params: {
    state_dim: int(4, { description: 'Numbers that describe a state' }),
    action_dim: int(2, { description: 'Actions there are' }),
    hidden_dim: int(64, { description: 'Features inside of the networks' }),
  },
  run({ state }, { state_dim, action_dim, hidden_dim }, { fresh }) {
    const model = fresh(() => new ActorCritic(state_dim, action_dim, hidden_dim))
    return { model, action: state ? model.forward(state) : zeros([action_dim]) }
  },
  drawn: (_, { state_dim, action_dim, hidden_dim }) =>
    new ActorCritic(state_dim, action_dim, hidden_dim).stateDict(),
  python: `
class ActorCritic(nn.Module):
    def __init__(self):
        super().__init__()
        self.actor = self.network(action_dim)
        self.critic = self.network(1)

    @staticmethod
    def network(outputs):
        return nn.Sequential(
            nn.Linear(state_dim, hidden_dim),
            nn.Tanh(),
            nn.Linear(hidden_dim, hidden_dim),
            nn.Tanh(),
            nn.Linear(hidden_dim, outputs),
        )

    def forward(self, state):
        return torch.softmax(self.actor(state), dim=-1)

    def value(self, state):
        return self.critic(state).squeeze(-1)

torch.manual_seed(seed)
model = ActorCritic()
if weights:
    model.load_state_dict(weights)
return {"model": model, "action": torch.zeros(action_dim) if state is None else model(state)}`,
})
