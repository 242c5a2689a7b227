import { gelu, Linear, Module, manualSeed, type Tensor } from '@nodeyard/tensor'
import { defineGraphNode } from '../../../graph-node.ts'
import { int, select } from '../../../params.ts'
import { port } from '../../../ports.ts'
import type { RunContext } from '../../../run-context.ts'

class FeedForward extends Module {
  readonly linear1: Linear
  readonly linear2: Linear

  constructor(width: number, hidden: number) {
    super()
    this.linear1 = new Linear(width, hidden)
    this.linear2 = new Linear(hidden, width)
  }

  forward(x: Tensor): Tensor {
    return this.linear2.forward(this.linear1.forward(x).relu())
  }
}

interface Params {
  embed_dim: number
  hidden_dim: number
  seed: number
}

const layers = (context: RunContext, { embed_dim, hidden_dim, seed }: Params) =>
  context.module(() => {
    manualSeed(seed)
    return new FeedForward(embed_dim, hidden_dim)
  })

export default defineGraphNode({
  name: 'Edu-FFN',
  category: 'LLM',
  description:
    "A transformer's feed-forward part: each token is widened, bent, and brought back to its size.",
  inputs: { tensor: port('TENSOR', 'Tokens, […, embed_dim]') },
  outputs: {
    tensor: port('TENSOR', 'Tokens, […, embed_dim]'),
    activations: port('TENSOR', 'What lies between, […, hidden_dim]'),
  },
  params: {
    embed_dim: int(8, { min: 1, description: 'Size of a token' }),
    hidden_dim: int(16, { min: 1, description: 'Size in between' }),
    activation: select(['relu', 'gelu'], 'relu', { description: 'The bend' }),
    seed: int(42, { description: 'Decides the first weights' }),
  },
  weights: ['embed_dim', 'hidden_dim', 'activation', 'seed'],
  run({ tensor: x }, params, context) {
    const { linear1, linear2 } = layers(context, params)
    const wide = linear1.forward(x)
    const activations = params.activation === 'relu' ? wide.relu() : gelu(wide)
    return { tensor: linear2.forward(activations), activations }
  },
  steps({ tensor: x }, { tensor: output, activations }, params, context) {
    const { linear1 } = layers(context, params)
    return [
      { name: 'input', description: 'The tokens.', tensors: { input: x } },
      {
        name: 'linear1',
        description: 'Widened.',
        tensors: { hidden: linear1.forward(x), weight: linear1.weight },
      },
      { name: 'activation', description: `Bent by ${params.activation}.`, tensors: { activations } },
      { name: 'linear2', description: 'Brought back to their size.', tensors: { output } },
    ]
  },
  python: `
hidden = F.linear(tensor, weights["linear1.weight"], weights["linear1.bias"])
activations = F.relu(hidden) if activation == "relu" else F.gelu(hidden)
return {"tensor": F.linear(activations, weights["linear2.weight"], weights["linear2.bias"]),
        "activations": activations}`,
})
