import { TransformerEncoder, TransformerEncoderLayer } from '@nodeyard/tensor'
import { defineGraphNode } from '../../graph-node.ts'
import { int } from '../../params.ts'
import { port } from '../../ports.ts'

export default defineGraphNode({
  name: 'TransformerEncoder',
  category: 'Transformer',
  description:
    'Layers of self-attention and feed-forward networks, each with a residual and a norm after it, with dropout of 0.1 as in training. The sequence is the first axis, the batch the second.',
  inputs: { tensor: port('TENSOR', '[L, N, d_model]') },
  outputs: { tensor: port('TENSOR', '[L, N, d_model]') },
  params: {
    d_model: int(512, { description: 'Features of each position' }),
    nhead: int(8, { description: 'Heads; their number divides the features' }),
    num_layers: int(6, { description: 'Layers on top of one another' }),
    dim_feedforward: int(2048, { description: 'Features inside of the feed-forward networks' }),
  },
  weights: ['d_model', 'nhead', 'num_layers', 'dim_feedforward'],
  run({ tensor }, { d_model, nhead, num_layers, dim_feedforward }, context) {
    const layer = () => new TransformerEncoderLayer(d_model, nhead, { dimFeedforward: dim_feedforward })
    return { tensor: context.module(() => new TransformerEncoder(layer, num_layers)).forward(tensor) }
  },
  python: `
encoder = nn.TransformerEncoder(nn.TransformerEncoderLayer(d_model, nhead, dim_feedforward), num_layers)
encoder.load_state_dict(weights)
return {"tensor": encoder(tensor)}`,
})
