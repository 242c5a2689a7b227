import { Conv2d } from '@nodeyard/tensor'
import { defineGraphNode } from '../../graph-node.ts'
import { int } from '../../params.ts'
import { port } from '../../ports.ts'
import type { RunContext } from '../../run-context.ts'

interface Params {
  in_channels: number
  out_channels: number
  kernel_size: number
  stride: number
  padding: number
}

const layer = (context: RunContext, params: Params) => {
  const { in_channels, out_channels, kernel_size, stride, padding } = params
  return context.module(() => new Conv2d(in_channels, out_channels, kernel_size, { stride, padding }))
}

export default defineGraphNode({
  name: 'Conv2d',
  category: 'CNN',
  description: 'Slides learned filters over images; each filter makes one channel of the output.',
  inputs: { tensor: port('TENSOR', '[N, in_channels, H, W]') },
  outputs: { tensor: port('TENSOR', "[N, out_channels, H', W']") },
  params: {
    in_channels: int(1, { description: 'Channels that come in' }),
    out_channels: int(32, { description: 'Filters: channels that go out' }),
    kernel_size: int(3, { description: 'Height and width of a filter' }),
    stride: int(1, { description: 'How far apart its places are' }),
    padding: int(1, { description: 'Zeros around the image' }),
  },
  weights: ['in_channels', 'out_channels', 'kernel_size', 'stride', 'padding'],
  run: ({ tensor }, params, context) => ({ tensor: layer(context, params).forward(tensor) }),
  steps({ tensor }, outputs, params, context) {
    const { weight, bias } = layer(context, params)
    return [
      { name: 'input_tensor', description: 'The images that come in.', tensors: { input: tensor } },
      {
        name: 'kernel_weights',
        description: 'The learned filters, and what is added to the channel of each.',
        tensors: { weight, bias: bias! },
      },
      {
        name: 'convolved_output',
        description: 'At every place each filter is multiplied with what lies under it and summed up.',
        tensors: { output: outputs.tensor },
      },
    ]
  },
  python: `return {"tensor": F.conv2d(tensor, weights["weight"], weights["bias"], stride, padding)}`,
})
