import { stack } from '@nodeyard/tensor'
import { defineGraphNode } from '../../graph-node.ts'
import { int } from '../../params.ts'
import { port } from '../../ports.ts'

export default defineGraphNode({
  name: 'Stack',
  category: 'Tensor Operations',
  description: 'Lays two tensors of one shape side by side along a new axis.',
  inputs: { tensor_a: port('TENSOR', 'Comes first'), tensor_b: port('TENSOR', 'Comes second') },
  outputs: { tensor: port('TENSOR', 'Both, with one axis of size 2 more') },
  params: { dim: int(0, { description: 'Where the new axis is put' }) },
  run: ({ tensor_a, tensor_b }, { dim }) => ({ tensor: stack([tensor_a, tensor_b], dim) }),
  python: `return {"tensor": torch.stack([tensor_a, tensor_b], dim)}`,
})
