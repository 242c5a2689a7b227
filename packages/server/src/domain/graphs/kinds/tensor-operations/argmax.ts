import { defineGraphNode } from '../../graph-node.ts'
import { bool, int } from '../../params.ts'
import { port } from '../../ports.ts'

export default defineGraphNode({
  name: 'Argmax',
  category: 'Tensor Operations',
  description: 'Where along an axis the largest element stands; the first of several that are equal.',
  inputs: { tensor: port('TENSOR', 'Where to look') },
  outputs: { tensor: port('TENSOR', 'Positions, as int64') },
  params: {
    dim: int(-1, { description: 'The axis to look along' }),
    keepdim: bool(false, { description: 'Keep that axis, with size 1' }),
  },
  run: ({ tensor }, { dim, keepdim }) => ({ tensor: tensor.argmax(dim, keepdim) }),
  python: `return {"tensor": torch.argmax(tensor, dim, keepdim)}`,
})
