import { TransformerDecoder, TransformerDecoderLayer } from '@nodeyard/tensor'
import { defineGraphNode } from '../../graph-node.ts'
import { int } from '../../params.ts'
import { port } from '../../ports.ts'

export default defineGraphNode({
  name: 'TransformerDecoder',
  category: 'Transformer',
  description:
    'Layers that look at themselves and at what an encoder made, without masks, with dropout of 0.1 as in training. The sequence is the first axis, the batch the second.',
  inputs: {
    tensor: port('TENSOR', '[L, N, d_model]'),
    memory: port('TENSOR', 'What the encoder made, [S, N, d_model]'),
  },
  outputs: { tensor: port('TENSOR', '[L, N, d_model]') },
  params: {
    d_model: int(512, { description: 'Features of each position' }),
    nhead: int(8, { description: 'Heads; their number divides the features' }),
    num_layers: int(6, { description: 'Layers on top of one another' }),
    dim_feedforward: int(2048, { description: 'Features inside of the feed-forward networks' }),
  },
  weights: ['d_model', 'nhead', 'num_layers', 'dim_feedforward'],
  run({ tensor, memory }, { d_model, nhead, num_layers, dim_feedforward }, context) {
    const layer = () => new TransformerDecoderLayer(d_model, nhead, { dimFeedforward: dim_feedforward })
    const decoder = context.module(() => new TransformerDecoder(layer, num_layers))
    return { tensor: decoder.forward(tensor, memory) }
  },
  python: `
decoder = nn.TransformerDecoder(nn.TransformerDecoderLayer(d_model, nhead, dim_feedforward), num_layers)
decoder.load_state_dict(weights)
return {"tensor": decoder(tensor, memory)}`,
})
