import { manualSeed, randn, type Tensor, tensor } from '@nodeyard/tensor'
import { Fault } from '../../../../fault.ts'
import { defineGraphNode } from '../../graph-node.ts'
import { int, select } from '../../params.ts'
import { port } from '../../ports.ts'

export default defineGraphNode({
  name: 'PositionalEncoding',
  category: 'LLM',
  description: 'Adds to each token where it stands: waves of many lengths, or random vectors to be learned.',
  inputs: { tensor: port('TENSOR', 'A sequence, [S, D] or [S, B, D]') },
  outputs: {
    tensor: port('TENSOR', 'The sequence with its places'),
    pe: port('TENSOR', 'What was added, [S, D]'),
  },
  params: {
    mode: select(['sinusoidal', 'learnable'], 'sinusoidal', { description: 'Waves, or random vectors' }),
    max_len: int(512, { min: 1, description: 'The longest sequence' }),
    seed: int(42, { description: 'Decides the random vectors' }),
  },
  run({ tensor: x }, { mode, max_len, seed }) {
    if (x.shape.length !== 2 && x.shape.length !== 3) {
      throw new Fault('validation_failed', `a sequence is [S, D] or [S, B, D], not [${x.shape.join(', ')}]`)
    }
    const [length, width] = [x.shape[0]!, x.shape.at(-1)!]
    if (length > max_len) {
      throw new Fault('validation_failed', `the sequence has ${length} places, max_len is ${max_len}`)
    }
    const pe =
      mode === 'sinusoidal' ? waves(length, width) : learnable(max_len, width, seed).narrow(0, 0, length)
    const typed = pe.to(x.dtype.startsWith('float') ? x.dtype : 'float32')
    return { tensor: x.add(x.shape.length === 3 ? typed.unsqueeze(1) : typed), pe }
  },
  steps: ({ tensor: x }, { tensor: output, pe }) => [
    { name: 'input', description: 'The sequence, which knows no order yet.', tensors: { input: x } },
    { name: 'compute_pe', description: 'One vector for each place.', tensors: { pe } },
    { name: 'add', description: "Each token's vector plus that of its place.", tensors: { output } },
  ],
  python: `
length, width = tensor.shape[0], tensor.shape[-1]
if mode == "sinusoidal":
    angle = torch.arange(length)[:, None] / 10000 ** (torch.arange(0, width, 2) / width)
    pe = torch.zeros(length, width)
    pe[:, 0::2], pe[:, 1::2] = angle.sin(), angle.cos()[:, : width // 2]
else:
    generator = torch.Generator().manual_seed(seed)
    pe = (torch.randn(max_len, width, generator=generator) / math.sqrt(width))[:length]
return {"tensor": tensor + (pe[:, None] if tensor.dim() == 3 else pe), "pe": pe}`,
})

/** Vaswani et al. 2017: sines in even columns, cosines in odd ones, each pair ever slower. */
function waves(length: number, width: number): Tensor {
  const values = new Float32Array(length * width)
  for (let s = 0; s < length; s++) {
    for (let d = 0; d < width; d++) {
      const angle = s / 10000 ** ((d - (d % 2)) / width)
      values[s * width + d] = d % 2 === 0 ? Math.sin(angle) : Math.cos(angle)
    }
  }
  return tensor(values, { shape: [length, width] })
}

function learnable(length: number, width: number, seed: number): Tensor {
  manualSeed(seed)
  return randn([length, width]).div(Math.sqrt(width))
}
