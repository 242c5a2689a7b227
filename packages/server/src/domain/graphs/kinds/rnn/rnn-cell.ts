import { manualSeed } from '@nodeyard/tensor'
import { Fault } from '../../../../fault.ts'
import { defineGraphNode } from '../../graph-node.ts'
import { ElmanCell } from '../../networks/elman-cell.ts'
import { int, select } from '../../params.ts'
import { optional, port } from '../../ports.ts'

export default defineGraphNode({
  name: 'RNNCell',
  category: 'RNN',
  description:
    "One step of a recurrent network: $h' = \\tanh(W_{ih}x + b_{ih} + W_{hh}h + b_{hh})$. Chain several to see a sequence unrolled.",
  inputs: {
    tensor: port('TENSOR', 'What is read at this step, [N, input_size]'),
    hidden: optional('TENSOR', 'The state before it, [N, hidden_size]; zeros unless given'),
  },
  outputs: { hidden: port('TENSOR', 'The state after it, [N, hidden_size]') },
  params: {
    input_size: int(8, { min: 1, description: 'Features of a step' }),
    hidden_size: int(16, { min: 1, description: 'Features of the state' }),
    nonlinearity: select(['tanh', 'relu'], 'tanh', { description: 'What the sum goes through' }),
    seed: int(42, { description: 'Where the weights start from' }),
  },
  weights: ['input_size', 'hidden_size', 'nonlinearity', 'seed'],
  run({ tensor, hidden }, { input_size, hidden_size, nonlinearity, seed }, context) {
    const cell = context.module(() => {
      manualSeed(seed)
      return new ElmanCell(input_size, hidden_size, nonlinearity)
    })
    if (tensor.ndim !== 2 || tensor.shape[1] !== input_size) {
      throw new Fault('validation_failed', `the input is [N, ${input_size}], not [${tensor.shape}]`)
    }
    return { hidden: cell.forward(tensor, hidden) }
  },
  python: `
before = torch.zeros(tensor.shape[0], hidden_size) if hidden is None else hidden
total = F.linear(tensor, weights["weight_ih"], weights["bias_ih"])
total = total + F.linear(before, weights["weight_hh"], weights["bias_hh"])
return {"hidden": torch.tanh(total) if nonlinearity == "tanh" else torch.relu(total)}`,
})
