import { defineGraphNode } from '../../graph-node.ts'
import { float } from '../../params.ts'
import { optional, port } from '../../ports.ts'

export default defineGraphNode({
  name: 'Lerp',
  category: 'Diffusion',
  description:
    'Mixes two tensors: $\\alpha a + (1 - \\alpha) b$. Of an image and noise, it makes a noisy image.',
  inputs: {
    tensor_a: port('TENSOR', 'What alpha is the share of'),
    tensor_b: port('TENSOR', 'What the rest is'),
    alpha: optional(
      'TENSOR',
      'The share, which may differ from place to place; it takes the place of the parameter',
    ),
  },
  outputs: { tensor: port('TENSOR', 'The mixture, in the broadcast shape') },
  params: { alpha: float(0.5, { description: 'The share of the first tensor' }) },
  run({ tensor_a, tensor_b, alpha: given }, { alpha }) {
    const rest = given ? given.neg().add(1) : 1 - alpha
    return { tensor: tensor_a.mul(given ?? alpha).add(tensor_b.mul(rest)) }
  },
  // In scripts a parameter that an input has the name of is called `<name>_param`.
  python: `
share = alpha_param if alpha is None else alpha
return {"tensor": share * tensor_a + (1 - share) * tensor_b}`,
})
