import { defineGraphNode } from '../../graph-node.ts'
import { int } from '../../params.ts'
import { port } from '../../ports.ts'

export default defineGraphNode({
  name: 'Flatten',
  category: 'Utility',
  description:
    'Makes one axis of all axes from a given one on; the usual step between convolutions and Linear.',
  inputs: { tensor: port('TENSOR', 'What to flatten') },
  outputs: { tensor: port('TENSOR', 'The same elements, with fewer axes') },
  params: { start_dim: int(1, { description: 'The first axis that is merged; 1 keeps the batch' }) },
  run: ({ tensor }, { start_dim }) => ({ tensor: tensor.flatten(start_dim) }),
  python: `return {"tensor": torch.flatten(tensor, start_dim)}`,
})
