import { Conv1d } from '@nodeyard/tensor'
import { defineGraphNode } from '../../graph-node.ts'
import { int } from '../../params.ts'
import { port } from '../../ports.ts'

export default defineGraphNode({
  name: 'Conv1d',
  category: 'CNN',
  description: 'Slides learned filters along sequences.',
  inputs: { tensor: port('TENSOR', '[N, in_channels, L]') },
  outputs: { tensor: port('TENSOR', "[N, out_channels, L']") },
  params: {
    in_channels: int(1, { description: 'Channels that come in' }),
    out_channels: int(32, { description: 'Filters: channels that go out' }),
    kernel_size: int(3, { description: 'Length of a filter' }),
    stride: int(1, { description: 'How far apart its places are' }),
    padding: int(1, { description: 'Zeros at both ends' }),
  },
  weights: ['in_channels', 'out_channels', 'kernel_size', 'stride', 'padding'],
  run({ tensor }, { in_channels, out_channels, kernel_size, stride, padding }, context) {
    const layer = context.module(
      () => new Conv1d(in_channels, out_channels, kernel_size, { stride, padding }),
    )
    return { tensor: layer.forward(tensor) }
  },
  python: `return {"tensor": F.conv1d(tensor, weights["weight"], weights["bias"], stride, padding)}`,
})
