import { defineGraphNode } from '../../graph-node.ts'
import { port } from '../../ports.ts'

export default defineGraphNode({
  name: 'Multiply',
  category: 'Tensor Operations',
  description: 'Multiplies two tensors element by element, with broadcasting.',
  inputs: { tensor_a: port('TENSOR', 'Left factor'), tensor_b: port('TENSOR', 'Right factor') },
  outputs: { tensor: port('TENSOR', 'The product, in the broadcast shape') },
  params: {},
  run: ({ tensor_a, tensor_b }) => ({ tensor: tensor_a.mul(tensor_b) }),
  python: `return {"tensor": tensor_a * tensor_b}`,
})
