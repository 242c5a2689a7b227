import { tensor } from '@nodeyard/tensor'
import { makeEnvironment } from '../../environments/environments.ts'
import { ENVIRONMENT_IN_PYTHON } from '../../environments/in-python.ts'
import { defineGraphNode } from '../../graph-node.ts'
import { string } from '../../params.ts'
import { port } from '../../ports.ts'

export default defineGraphNode({
  name: 'EnvWrapper',
  category: 'RL',
  description: 'A task to learn by trying, such as keeping a pole upright, and what is seen of it at first.',
  inputs: {},
  outputs: {
    env: port('ANY', 'The environment: it can be reset and stepped'),
    observation: port('TENSOR', 'The first observation'),
  },
  params: {
    env_name: string('CartPole-v1', {
      description:
        'CartPole-v1, MountainCar-v0, MountainCarContinuous-v0, Acrobot-v1 or Pendulum-v1 (CartPole-v0 is the shorter one)',
    }),
  },
  run(_inputs, { env_name }, { seed }) {
    const env = makeEnvironment(env_name, seed)
    return { env, observation: tensor(env.reset()) }
  },
  python: ENVIRONMENT_IN_PYTHON,
})
