import { defineGraphNode } from '../../graph-node.ts'
import { int } from '../../params.ts'
import { port } from '../../ports.ts'

export default defineGraphNode({
  name: 'Softmax',
  category: 'Tensor Operations',
  description: 'Turns scores into probabilities that sum to 1 along an axis: $e^{x_i} / \\sum_j e^{x_j}$.',
  inputs: { tensor: port('TENSOR', 'Scores (logits)') },
  outputs: { tensor: port('TENSOR', 'Probabilities, of the same shape') },
  params: { dim: int(-1, { description: 'The axis along which they sum to 1' }) },
  run: ({ tensor }, { dim }) => ({ tensor: tensor.softmax(dim) }),
  steps({ tensor }, outputs, { dim }) {
    const max = tensor.amax(dim, true)
    const shifted = tensor.sub(max)
    const exped = shifted.exp()
    return [
      { name: 'logits', description: 'The scores as they come in.', tensors: { logits: tensor } },
      {
        name: 'max_subtract',
        description: 'The largest score is subtracted: the result is the same, and nothing overflows.',
        tensors: { max, shifted },
      },
      {
        name: 'exp',
        description: 'Each is raised to a power of e, so all are positive.',
        tensors: { exped },
      },
      {
        name: 'partition',
        description: 'Their sum along the axis: what they are to be divided by.',
        tensors: { partition: exped.sum(dim, true) },
      },
      {
        name: 'divide',
        description: 'Divided by the sum they become probabilities.',
        tensors: { output: outputs.tensor },
      },
    ]
  },
  python: `return {"tensor": torch.softmax(tensor, dim)}`,
})
