import { avgPool2d } from '@nodeyard/tensor'
import { defineGraphNode } from '../../graph-node.ts'
import { int } from '../../params.ts'
import { port } from '../../ports.ts'

export default defineGraphNode({
  name: 'AvgPool2d',
  category: 'CNN',
  description: 'Replaces each window of an image by its mean.',
  inputs: { tensor: port('TENSOR', '[N, C, H, W]') },
  outputs: { tensor: port('TENSOR', 'The same channels, smaller') },
  params: {
    kernel_size: int(2, { description: 'Height and width of a window' }),
    stride: int(2, { description: 'How far apart windows are' }),
    padding: int(0, { description: 'Zeros around the image, which count for the mean' }),
  },
  run: ({ tensor }, { kernel_size, stride, padding }) => ({
    tensor: avgPool2d(tensor, kernel_size, { stride, padding }),
  }),
  python: `return {"tensor": F.avg_pool2d(tensor, kernel_size, stride, padding)}`,
})
