import { GRU } from '@nodeyard/tensor'
import { defineGraphNode } from '../../graph-node.ts'
import { bool, int } from '../../params.ts'
import { port } from '../../ports.ts'

export default defineGraphNode({
  name: 'GRU',
  category: 'RNN',
  description: 'Gated recurrent units: reads a sequence step by step and keeps a state of what it has seen.',
  inputs: { tensor: port('TENSOR', '[N, T, input_size], or [T, N, input_size] without batch_first') },
  outputs: {
    output: port(
      'TENSOR',
      'The last layer after each step: the layout of the input, with hidden_size features',
    ),
    hidden: port('TENSOR', 'Every layer after the last step, [layers × directions, N, hidden_size]'),
  },
  params: {
    input_size: int(128, { description: 'Features of each step' }),
    hidden_size: int(256, { description: 'Features of the state' }),
    num_layers: int(1, { description: 'Layers on top of one another' }),
    batch_first: bool(true, { description: 'The batch is the first axis, the sequence the second' }),
    bidirectional: bool(false, { description: 'Read from the end too; both states stand side by side' }),
  },
  weights: ['input_size', 'hidden_size', 'num_layers', 'batch_first', 'bidirectional'],
  run({ tensor }, { input_size, hidden_size, num_layers, batch_first, bidirectional }, context) {
    const options = { numLayers: num_layers, batchFirst: batch_first, bidirectional }
    return context.module(() => new GRU(input_size, hidden_size, options)).forward(tensor)
  },
  python: `
layer = nn.GRU(input_size, hidden_size, num_layers, batch_first=batch_first, bidirectional=bidirectional)
layer.load_state_dict(weights)
output, hidden = layer(tensor)
return {"output": output, "hidden": hidden}`,
})
