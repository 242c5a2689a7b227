import { interpolate } from '@nodeyard/tensor'
import { defineGraphNode } from '../../graph-node.ts'
import { float, select } from '../../params.ts'
import { port } from '../../ports.ts'

export default defineGraphNode({
  name: 'Upsample',
  category: 'Diffusion',
  description:
    'Enlarges images (or shrinks them): by repeating elements, by straight lines between them, or by means.',
  inputs: { tensor: port('TENSOR', '[N, C, H, W]') },
  outputs: { tensor: port('TENSOR', '[N, C, H × scale_factor, W × scale_factor], rounded down') },
  params: {
    mode: select(['nearest', 'bilinear', 'area'], 'nearest', { description: 'Where new elements come from' }),
    scale_factor: float(2, { min: 0.1, description: 'How many times larger' }),
  },
  run: ({ tensor }, { mode, scale_factor }) => ({
    tensor: interpolate(tensor, { mode, scaleFactor: scale_factor }),
  }),
  python: `return {"tensor": F.interpolate(tensor, scale_factor=scale_factor, mode=mode)}`,
})
