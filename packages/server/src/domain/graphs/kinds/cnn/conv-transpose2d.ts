import { ConvTranspose2d } from '@nodeyard/tensor'
import { defineGraphNode } from '../../graph-node.ts'
import { int } from '../../params.ts'
import { port } from '../../ports.ts'

export default defineGraphNode({
  name: 'ConvTranspose2d',
  category: 'CNN',
  description: 'A learned enlargement of images: every element is spread out by a filter.',
  inputs: { tensor: port('TENSOR', '[N, in_channels, H, W]') },
  outputs: { tensor: port('TENSOR', "[N, out_channels, H', W']") },
  params: {
    in_channels: int(64, { description: 'Channels that come in' }),
    out_channels: int(32, { description: 'Channels that go out' }),
    kernel_size: int(2, { description: 'Height and width of a filter' }),
    stride: int(2, { description: 'How far apart neighbours are spread: the factor of the enlargement' }),
    padding: int(0, { description: 'Rows and columns cut off all around' }),
    output_padding: int(0, { description: 'Rows and columns added at the lower and right ends' }),
  },
  weights: ['in_channels', 'out_channels', 'kernel_size', 'stride', 'padding', 'output_padding'],
  run({ tensor }, params, context) {
    const { in_channels, out_channels, kernel_size, stride, padding, output_padding } = params
    const options = { stride, padding, outputPadding: output_padding }
    const layer = context.module(() => new ConvTranspose2d(in_channels, out_channels, kernel_size, options))
    return { tensor: layer.forward(tensor) }
  },
  python: `
weight, bias = weights["weight"], weights["bias"]
return {"tensor": F.conv_transpose2d(tensor, weight, bias, stride, padding, output_padding)}`,
})
