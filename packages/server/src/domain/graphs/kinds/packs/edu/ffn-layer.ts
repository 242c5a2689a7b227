import { AssembledNetwork, planOf, widthOf } from '../../../assembled-network.ts'
import { defineGraphNode } from '../../../graph-node.ts'
import { int } from '../../../params.ts'
import { optional, port } from '../../../ports.ts'

export default defineGraphNode({
  name: 'FFNLayer',
  category: 'EDU',
  description: 'Adds a fully connected layer to a network that is being put together, or begins one.',
  inputs: { model: optional('MODEL', 'The layers before; nothing for the first') },
  outputs: { model: port('MODEL', 'The network with one layer more') },
  params: {
    in_features: int(2, { min: 1, description: 'Numbers that come in; behind other layers theirs count' }),
    out_features: int(16, { min: 1, description: 'Numbers that go out' }),
  },
  run({ model }, { in_features, out_features: outFeatures }) {
    const before = model ? planOf(model) : []
    const inFeatures = widthOf(before) ?? in_features
    return { model: new AssembledNetwork([...before, { kind: 'linear', inFeatures, outFeatures }]) }
  },
  python: `
layers = list(model) if model is not None else []
widths = [layer.out_features for layer in layers if isinstance(layer, nn.Linear)]
return {"model": nn.Sequential(*layers, nn.Linear(widths[-1] if widths else in_features, out_features))}`,
})
