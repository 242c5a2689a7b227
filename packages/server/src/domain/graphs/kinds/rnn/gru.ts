import { GRU } from '@nodeyard/tensor'
import { defineGraphNode } from '../../graph-node.ts'
import { RECURRENT_LAYER } from '../../networks/recurrent-layer.ts'

export default defineGraphNode({
  name: 'GRU',
  category: 'RNN',
  description: 'Gated recurrent units: reads a sequence step by step and keeps a state of what it has seen.',
  ...RECURRENT_LAYER,
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
