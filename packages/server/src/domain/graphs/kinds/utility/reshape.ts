import { defineGraphNode } from '../../graph-node.ts'
import { parseInts, string } from '../../params.ts'
import { port } from '../../ports.ts'

export default defineGraphNode({
  name: 'Reshape',
  category: 'Utility',
  description: 'Gives the same elements, in the same order, another shape.',
  inputs: { tensor: port('TENSOR', 'What to reshape') },
  outputs: { tensor: port('TENSOR', 'The same elements in the new shape') },
  params: {
    shape: string('-1,784', {
      description: 'Sizes of the axes, with commas between; -1 for whatever is left',
    }),
  },
  run: ({ tensor }, { shape }) => ({ tensor: tensor.reshape(parseInts(shape, 'shape')) }),
  python: `return {"tensor": tensor.reshape([int(part) for part in shape.split(",")])}`,
})
