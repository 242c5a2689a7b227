import { conv2d, tensor } from '@nodeyard/tensor'
import { Fault } from '../../../../../fault.ts'
import { defineGraphNode } from '../../../graph-node.ts'
import { int, select, tensorGrid } from '../../../params.ts'
import { port } from '../../../ports.ts'

const KERNELS = {
  Blur3x3: new Array<number>(9).fill(1 / 9),
  EdgeDetection3x3: [-1, -1, -1, -1, 8, -1, -1, -1, -1],
  Sharpen3x3: [0, -1, 0, -1, 5, -1, 0, -1, 0],
  VerticalEdge3x3: [-1, 0, 1, -1, 0, 1, -1, 0, 1],
}

export default defineGraphNode({
  name: 'SlidingWindow2D',
  category: 'EDU',
  description: 'Moves a small window over a picture and writes down its weighted sum at every place.',
  inputs: { image: port('TENSOR', 'A picture, [H, W], [C, H, W] or [N, C, H, W]') },
  outputs: { image: port('TENSOR', 'The sums, in the same form; each channel by itself') },
  params: {
    preset: select(['Blur3x3', 'EdgeDetection3x3', 'Sharpen3x3', 'VerticalEdge3x3', 'Custom'], 'Blur3x3', {
      description: 'The weights of the window',
    }),
    kernel_size: int(3, {
      min: 1,
      max: 15,
      description: 'Side of the window',
      visibleWhen: { preset: 'Custom' },
    }),
    weights: tensorGrid(
      [
        [0, 0, 0],
        [0, 1, 0],
        [0, 0, 0],
      ],
      { description: 'Its weights, row by row', visibleWhen: { preset: 'Custom' } },
    ),
    padding: int(0, { min: 0, description: 'Zeros around the picture' }),
  },
  run({ image }, { preset, kernel_size, weights, padding }) {
    const { shape } = image
    if (shape.length < 2 || shape.length > 4) {
      throw new Fault(
        'validation_failed',
        `a picture is [H, W], [C, H, W] or [N, C, H, W], not [${shape.join(', ')}]`,
      )
    }
    const flat = preset === 'Custom' ? numbersIn(weights) : KERNELS[preset]
    const side = preset === 'Custom' ? kernel_size : 3
    if (flat.length !== side * side) {
      throw new Fault(
        'validation_failed',
        `a window of ${side} × ${side} has ${side * side} weights, not ${flat.length}`,
      )
    }
    const [height, width] = shape.slice(-2) as [number, number]
    const planes = shape.slice(0, -2).reduce((product, size) => product * size, 1)
    const kernel = tensor(Float32Array.from(flat), { shape: [1, 1, side, side] })
    const out = conv2d(image.to('float32').reshape([planes, 1, height, width]), kernel, undefined, {
      padding,
    })
    return { image: out.reshape([...shape.slice(0, -2), ...out.shape.slice(-2)]) }
  },
  python: `
kernels = {"Blur3x3": [1 / 9] * 9, "EdgeDetection3x3": [-1, -1, -1, -1, 8, -1, -1, -1, -1],
           "Sharpen3x3": [0, -1, 0, -1, 5, -1, 0, -1, 0], "VerticalEdge3x3": [-1, 0, 1] * 3}
side = kernel_size if preset == "Custom" else 3
kernel = torch.tensor(weights if preset == "Custom" else kernels[preset], dtype=torch.float32)
planes = image.float().reshape(-1, 1, *image.shape[-2:])
out = F.conv2d(planes, kernel.reshape(1, 1, side, side), padding=padding)
return {"image": out.reshape(*image.shape[:-2], *out.shape[-2:])}`,
})

const numbersIn = (grid: unknown): number[] =>
  Array.isArray(grid) ? grid.flatMap(numbersIn) : typeof grid === 'number' ? [grid] : []
