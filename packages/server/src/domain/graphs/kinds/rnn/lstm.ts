import { LSTM } from '@nodeyard/tensor'
import { defineGraphNode } from '../../graph-node.ts'
import { RECURRENT_LAYER } from '../../networks/recurrent-layer.ts'

export default defineGraphNode({
  name: 'LSTM',
  category: 'RNN',
  description:
    'Long short-term memory: reads a sequence step by step, with a memory it writes to and forgets from.',
  ...RECURRENT_LAYER,
  run({ tensor }, { input_size, hidden_size, num_layers, batch_first, bidirectional }, context) {
    const options = { numLayers: num_layers, batchFirst: batch_first, bidirectional }
    const layer = context.module(() => new LSTM(input_size, hidden_size, options))
    const { output, hidden } = layer.forward(tensor)
    return { output, hidden }
  },
  python: `
layer = nn.LSTM(input_size, hidden_size, num_layers, batch_first=batch_first, bidirectional=bidirectional)
layer.load_state_dict(weights)
output, (hidden, _) = layer(tensor)
return {"output": output, "hidden": hidden}`,
})
