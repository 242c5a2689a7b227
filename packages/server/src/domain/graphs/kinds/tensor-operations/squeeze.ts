import { defineGraphNode } from '../../graph-node.ts'
import { int } from '../../params.ts'
import { port } from '../../ports.ts'

export default defineGraphNode({
  name: 'Squeeze',
  category: 'Tensor Operations',
  description: 'Drops axes of size 1.',
  inputs: { tensor: port('TENSOR', 'What to squeeze') },
  outputs: { tensor: port('TENSOR', 'The same elements, with fewer axes') },
  params: {
    dim: int(-1, { description: 'The axis to drop if its size is 1; -1 for every axis of size 1' }),
  },
  // Here -1 is not the last axis: graphs have always meant all of them by it.
  run: ({ tensor }, { dim }) => ({ tensor: tensor.squeeze(dim === -1 ? undefined : dim) }),
  python: `return {"tensor": tensor.squeeze() if dim == -1 else tensor.squeeze(dim)}`,
})
