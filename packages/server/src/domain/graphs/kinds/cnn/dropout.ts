import { onesLike } from '@nodeyard/tensor'
import { defineGraphNode } from '../../graph-node.ts'
import { float } from '../../params.ts'
import { port } from '../../ports.ts'

export default defineGraphNode({
  name: 'Dropout',
  category: 'CNN',
  description:
    'Zeroes elements at random and scales the rest up so that the mean stays: it always drops, as in training.',
  inputs: { tensor: port('TENSOR', 'What to drop from') },
  outputs: { tensor: port('TENSOR', 'The same shape') },
  params: { p: float(0.5, { min: 0, max: 1, description: 'The share that is dropped' }) },
  run: ({ tensor }, { p }) => ({ tensor: tensor.dropout(p) }),
  drawn: ({ tensor }, { p }) => (tensor ? { mask: onesLike(tensor).dropout(p) } : {}),
  python: `return {"tensor": tensor * weights["mask"] if weights else F.dropout(tensor, p, training=True)}`,
})
