import { defineGraphNode } from '../../graph-node.ts'
import { float } from '../../params.ts'
import { port } from '../../ports.ts'

export default defineGraphNode({
  name: 'ScalarMultiply',
  category: 'Tensor Operations',
  description: 'Multiplies every element by one number.',
  inputs: { tensor: port('TENSOR', 'What to scale') },
  outputs: { tensor: port('TENSOR', 'The scaled tensor') },
  params: { scalar: float(1, { description: 'The factor' }) },
  run: ({ tensor }, { scalar }) => ({ tensor: tensor.mul(scalar) }),
  python: `return {"tensor": tensor * scalar}`,
})
