import { defineGraphNode } from '../../graph-node.ts'
import { int } from '../../params.ts'
import { port } from '../../ports.ts'

export default defineGraphNode({
  name: 'Unsqueeze',
  category: 'Tensor Operations',
  description: 'Adds an axis of size 1.',
  inputs: { tensor: port('TENSOR', 'What to add it to') },
  outputs: { tensor: port('TENSOR', 'The same elements, with one axis more') },
  params: { dim: int(0, { description: 'Where the new axis is put; negative ones count from the end' }) },
  run: ({ tensor }, { dim }) => ({ tensor: tensor.unsqueeze(dim) }),
  python: `return {"tensor": tensor.unsqueeze(dim)}`,
})
