import { arange, full, ones, rand, randn, zeros } from '@nodeyard/tensor'
import { defineGraphNode } from '../../graph-node.ts'
import { bool, float, parseInts, select, string } from '../../params.ts'
import { port } from '../../ports.ts'

export default defineGraphNode({
  name: 'TensorCreate',
  category: 'Tensor Operations',
  description: 'Makes a tensor of a given shape: constant, random, or counting up.',
  inputs: {},
  outputs: { tensor: port('TENSOR', 'The new tensor') },
  params: {
    shape: string('1,3,224,224', { description: 'Sizes of the axes, with commas between' }),
    fill: select(['zeros', 'ones', 'randn', 'rand', 'full', 'arange'], 'zeros', {
      description: 'What it is filled with',
    }),
    value: float(0, { description: 'The element of `full`' }),
    requires_grad: bool(false, { description: 'Whether gradients flow to it' }),
  },
  run(_inputs, { shape: text, fill, value }) {
    const shape = parseInts(text, 'shape')
    const made = {
      zeros: () => zeros(shape),
      ones: () => ones(shape),
      randn: () => randn(shape),
      rand: () => rand(shape),
      full: () => full(shape, value),
      arange: () => arange(0, shape[0] ?? 0, 1, { dtype: 'float32' }),
    }
    return { tensor: made[fill]() }
  },
  python: `
sizes = [int(part) for part in shape.split(",")]
if fill == "arange":
    return {"tensor": torch.arange(sizes[0], dtype=torch.float32)}
if fill == "full":
    return {"tensor": torch.full(sizes, value, requires_grad=requires_grad)}
make = {"zeros": torch.zeros, "ones": torch.ones, "randn": torch.randn, "rand": torch.rand}[fill]
return {"tensor": make(sizes, requires_grad=requires_grad)}`,
})
