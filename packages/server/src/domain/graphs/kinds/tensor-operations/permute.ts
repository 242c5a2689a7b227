import { defineGraphNode } from '../../graph-node.ts'
import { parseInts, string } from '../../params.ts'
import { port } from '../../ports.ts'

export default defineGraphNode({
  name: 'Permute',
  category: 'Tensor Operations',
  description: 'Puts the axes into another order.',
  inputs: { tensor: port('TENSOR', 'What to turn') },
  outputs: { tensor: port('TENSOR', 'The same elements, with the axes in the new order') },
  params: {
    dims: string('0,2,1', { description: 'Every axis once, with commas between, in the new order' }),
  },
  run: ({ tensor }, { dims }) => ({ tensor: tensor.permute(parseInts(dims, 'dims')) }),
  python: `return {"tensor": tensor.permute([int(part) for part in dims.split(",")])}`,
})
