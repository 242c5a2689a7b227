import { defineGraphNode } from '../../graph-node.ts'
import { port } from '../../ports.ts'

export default defineGraphNode({
  name: 'MatMul',
  category: 'Tensor Operations',
  description: 'The matrix product $AB$; axes before the last two are batches, which broadcast.',
  inputs: {
    tensor_a: port('TENSOR', 'Left factor, […, n, k]'),
    tensor_b: port('TENSOR', 'Right factor, […, k, m]'),
  },
  outputs: { tensor: port('TENSOR', 'The product, […, n, m]') },
  params: {},
  run: ({ tensor_a, tensor_b }) => ({ tensor: tensor_a.matmul(tensor_b) }),
  python: `return {"tensor": torch.matmul(tensor_a, tensor_b)}`,
})
