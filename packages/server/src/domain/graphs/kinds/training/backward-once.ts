import { defineGraphNode } from '../../graph-node.ts'
import { port } from '../../ports.ts'

export default defineGraphNode({
  name: 'BackwardOnce',
  category: 'Training',
  description: 'Marks where gradients begin: its sum is what they are taken of, in a run with gradients.',
  inputs: { tensor: port('TENSOR', 'What to begin at') },
  outputs: { tensor: port('TENSOR', 'The same tensor') },
  params: {},
  isUncacheable: true,
  run: ({ tensor }) => ({ tensor }),
  python: `
if torch.is_tensor(tensor) and tensor.requires_grad:
    tensor.sum().backward(retain_graph=True)
return {"tensor": tensor}`,
})
