import { AssembledNetwork, planOf } from '../../../assembled-network.ts'
import { defineGraphNode } from '../../../graph-node.ts'
import { select } from '../../../params.ts'
import { port } from '../../../ports.ts'

export default defineGraphNode({
  name: 'ActivationLayer',
  category: 'EDU',
  description:
    'Adds a bend to a network that is being put together: without one, layers add up to a single one.',
  inputs: { model: port('MODEL', 'The layers before') },
  outputs: { model: port('MODEL', 'The network with the activation behind it') },
  params: {
    function: select(['relu', 'tanh', 'sigmoid', 'identity'], 'relu', { description: 'Which bend' }),
  },
  run({ model }, { function: kind }) {
    const plan = planOf(model)
    return { model: new AssembledNetwork(kind === 'identity' ? plan : [...plan, { kind }]) }
  },
  python: `
bends = {"relu": nn.ReLU, "tanh": nn.Tanh, "sigmoid": nn.Sigmoid, "identity": nn.Identity}
return {"model": nn.Sequential(*model, bends[function]())}`,
})
