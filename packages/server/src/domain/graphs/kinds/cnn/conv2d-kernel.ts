import { tensor } from '@nodeyard/tensor'
import { Fault } from '../../../../fault.ts'
import { defineGraphNode } from '../../graph-node.ts'
import { int, select, tensorGrid } from '../../params.ts'
import { port } from '../../ports.ts'

const PRESETS = {
  EdgeDetection3x3: [-1, -1, -1, -1, 8, -1, -1, -1, -1],
  Sharpen3x3: [0, -1, 0, -1, 5, -1, 0, -1, 0],
  VerticalEdge3x3: [-1, 0, 1, -1, 0, 1, -1, 0, 1],
}

const whenCustom = { visibleWhen: { preset: 'Custom' } }

export default defineGraphNode({
  name: 'Conv2dKernel',
  category: 'CNN',
  description: 'A kernel for image filters: one that is known to find edges or to sharpen, or one typed in.',
  inputs: {},
  outputs: { tensor: port('TENSOR', '[k, k]') },
  params: {
    preset: select(['EdgeDetection3x3', 'Sharpen3x3', 'VerticalEdge3x3', 'Custom'], 'EdgeDetection3x3', {
      description: 'Which kernel',
    }),
    kernel_size: int(3, {
      min: 1,
      max: 15,
      ...whenCustom,
      description: 'Height and width of a custom kernel',
    }),
    weights: tensorGrid(
      [
        [0, 0, 0],
        [0, 1, 0],
        [0, 0, 0],
      ],
      { ...whenCustom, description: 'The elements of a custom kernel, row by row' },
    ),
  },
  run(_inputs, { preset, kernel_size, weights }) {
    if (preset !== 'Custom') return { tensor: tensor(PRESETS[preset], { shape: [3, 3] }) }
    const elements = [weights].flat(Number.POSITIVE_INFINITY).map(Number)
    if (elements.length !== kernel_size ** 2 || elements.some(Number.isNaN)) {
      throw new Fault(
        'validation_failed',
        `a kernel of size ${kernel_size} has ${kernel_size ** 2} numbers, not ${elements.length}`,
      )
    }
    return { tensor: tensor(elements, { shape: [kernel_size, kernel_size] }) }
  },
  python: `
presets = {
    "EdgeDetection3x3": [[-1, -1, -1], [-1, 8, -1], [-1, -1, -1]],
    "Sharpen3x3": [[0, -1, 0], [-1, 5, -1], [0, -1, 0]],
    "VerticalEdge3x3": [[-1, 0, 1], [-1, 0, 1], [-1, 0, 1]],
}
size = kernel_size if preset == "Custom" else 3
return {"tensor": torch.tensor(presets.get(preset, weights), dtype=torch.float32).reshape(size, size)}`,
})
