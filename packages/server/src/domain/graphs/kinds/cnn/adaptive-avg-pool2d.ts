import { adaptiveAvgPool2d } from '@nodeyard/tensor'
import { defineGraphNode } from '../../graph-node.ts'
import { int } from '../../params.ts'
import { port } from '../../ports.ts'

export default defineGraphNode({
  name: 'AdaptiveAvgPool2d',
  category: 'CNN',
  description: 'Averages each channel over windows that give one output size, whatever size comes in.',
  inputs: { tensor: port('TENSOR', '[N, C, H, W]') },
  outputs: { tensor: port('TENSOR', '[N, C, output_height, output_width]') },
  params: {
    output_height: int(1, { description: 'Rows that come out' }),
    output_width: int(1, { description: 'Columns that come out' }),
  },
  run: ({ tensor }, { output_height, output_width }) => ({
    tensor: adaptiveAvgPool2d(tensor, [output_height, output_width]),
  }),
  python: `return {"tensor": F.adaptive_avg_pool2d(tensor, (output_height, output_width))}`,
})
