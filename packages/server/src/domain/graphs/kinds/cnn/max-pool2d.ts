import { maxPool2d } from '@nodeyard/tensor'
import { defineGraphNode } from '../../graph-node.ts'
import { int } from '../../params.ts'
import { port } from '../../ports.ts'

export default defineGraphNode({
  name: 'MaxPool2d',
  category: 'CNN',
  description: 'Keeps the largest element of each window of an image.',
  inputs: { tensor: port('TENSOR', '[N, C, H, W]') },
  outputs: { tensor: port('TENSOR', 'The same channels, smaller') },
  params: {
    kernel_size: int(2, { description: 'Height and width of a window' }),
    stride: int(2, { description: 'How far apart windows are' }),
  },
  run: ({ tensor }, { kernel_size, stride }) => ({ tensor: maxPool2d(tensor, kernel_size, { stride }) }),
  python: `return {"tensor": F.max_pool2d(tensor, kernel_size, stride)}`,
})
