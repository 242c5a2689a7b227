import { concat } from '@nodeyard/tensor'
import { defineGraphNode } from '../../graph-node.ts'
import { int } from '../../params.ts'
import { port } from '../../ports.ts'

export default defineGraphNode({
  name: 'Concat',
  category: 'Utility',
  description: 'Joins two tensors end to end along an axis; all their other axes have equal sizes.',
  inputs: { tensor_a: port('TENSOR', 'Comes first'), tensor_b: port('TENSOR', 'Comes second') },
  outputs: { tensor: port('TENSOR', 'Both together') },
  params: { dim: int(0, { description: 'The axis along which they are joined' }) },
  run: ({ tensor_a, tensor_b }, { dim }) => ({ tensor: concat([tensor_a, tensor_b], dim) }),
  python: `return {"tensor": torch.cat([tensor_a, tensor_b], dim)}`,
})
