import { bool, int } from '../params.ts'
import { port } from '../ports.ts'

/** What the graph nodes of recurrent layers share: PyTorch's inputs, outputs and parameters. */
export const RECURRENT_LAYER = {
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
} as const
