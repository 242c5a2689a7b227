import type { Tensor } from '@nodeyard/tensor'
import { defineGraphNode } from '../../graph-node.ts'
import { select } from '../../params.ts'
import { port } from '../../ports.ts'

const FUNCTIONS = {
  relu: (x) => x.relu(),
  sigmoid: (x) => x.sigmoid(),
  tanh: (x) => x.tanh(),
  leaky_relu: (x) => x.leakyRelu(0.01),
  elu: (x) => x.elu(),
  gelu: (x) => x.gelu(),
  silu: (x) => x.silu(),
  mish: (x) => x.mish(),
  selu: (x) => x.selu(),
  softmax: (x) => x.softmax(-1),
  hardswish: (x) => x.hardswish(),
  // The slope that prelu starts with; nothing learns it here.
  prelu: (x) => x.leakyRelu(0.25),
} satisfies Record<string, (x: Tensor) => Tensor>

export default defineGraphNode({
  name: 'Activation',
  category: 'CNN',
  description:
    'A non-linear function of every element; without one, layers in a row are no more than one layer.',
  inputs: { tensor: port('TENSOR', 'What it is applied to') },
  outputs: { tensor: port('TENSOR', 'The same shape') },
  params: {
    function: select(
      [
        'relu',
        'sigmoid',
        'tanh',
        'leaky_relu',
        'elu',
        'gelu',
        'silu',
        'mish',
        'selu',
        'softmax',
        'hardswish',
        'prelu',
      ],
      'relu',
      { description: 'Which one; softmax is over the last axis' },
    ),
  },
  run: ({ tensor }, { function: name }) => ({ tensor: FUNCTIONS[name](tensor) }),
  python: `
if function == "softmax":
    return {"tensor": torch.softmax(tensor, -1)}
if function == "prelu":
    return {"tensor": F.prelu(tensor, torch.tensor([0.25]))}
return {"tensor": getattr(torch if function in ("sigmoid", "tanh") else F, function)(tensor)}`,
})
