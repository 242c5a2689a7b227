import { conv2d } from '@nodeyard/tensor'
import { Fault } from '../../../../fault.ts'
import { defineGraphNode } from '../../graph-node.ts'
import { int } from '../../params.ts'
import { port } from '../../ports.ts'

export default defineGraphNode({
  name: 'Conv2dExplicit',
  category: 'CNN',
  description:
    'Slides a given kernel over every channel of an image on its own: nothing is learned, all is seen.',
  inputs: {
    tensor: port('TENSOR', '[N, C, H, W]'),
    kernel: port('TENSOR', '[k, k] for all channels; [1, 1, k, k], or [C, 1, k, k] for one each'),
  },
  outputs: { tensor: port('TENSOR', "[N, C, H', W']") },
  params: {
    stride: int(1, { min: 1, description: 'How far apart its places are' }),
    padding: int(1, { min: 0, description: 'Zeros around the image' }),
  },
  run({ tensor, kernel }, { stride, padding }) {
    if (tensor.ndim !== 4) refuse(`the image is [N, C, H, W], not [${tensor.shape}]`)
    const channels = tensor.shape[1]!
    const filters = kernel.ndim === 2 ? kernel.unsqueeze(0).unsqueeze(0) : kernel
    const [count, depth, height, width] = filters.shape
    if (filters.ndim !== 4 || depth !== 1)
      refuse(`the kernel is [k, k] or [out, 1, k, k], not [${kernel.shape}]`)
    if (height !== width) refuse(`the kernel is square, not ${height} by ${width}`)
    if (count !== 1 && count !== channels) {
      refuse(`there is one kernel, or one for each of the ${channels} channels, not ${count}`)
    }
    const weight = filters.to(tensor.dtype).expand([channels, 1, height!, width!])
    return { tensor: conv2d(tensor, weight, undefined, { stride, padding, groups: channels }) }
  },
  python: `
channels = tensor.shape[1]
filters = kernel[None, None] if kernel.dim() == 2 else kernel
filters = filters.to(tensor.dtype).expand(channels, -1, -1, -1)
return {"tensor": F.conv2d(tensor, filters, None, stride, padding, groups=channels)}`,
})

function refuse(message: string): never {
  throw new Fault('validation_failed', message)
}
