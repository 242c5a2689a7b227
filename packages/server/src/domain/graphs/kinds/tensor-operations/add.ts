import { defineGraphNode } from '../../graph-node.ts'
import { float } from '../../params.ts'
import { port } from '../../ports.ts'

export default defineGraphNode({
  name: 'Add',
  category: 'Tensor Operations',
  description: 'Adds two tensors, the second one scaled: $a + \\alpha b$, with broadcasting.',
  inputs: { tensor_a: port('TENSOR', 'Left operand'), tensor_b: port('TENSOR', 'Right operand') },
  outputs: { tensor: port('TENSOR', 'The sum, in the broadcast shape') },
  params: { alpha: float(1, { description: 'Factor of the second operand' }) },
  run: ({ tensor_a, tensor_b }, { alpha }) => ({
    tensor: tensor_a.add(alpha === 1 ? tensor_b : tensor_b.mul(alpha)),
  }),
  python: `return {"tensor": tensor_a + alpha * tensor_b}`,
})
