import { manualSeed, normal } from '@nodeyard/tensor'
import { defineGraphNode } from '../../graph-node.ts'
import { float, int, parseInts, string } from '../../params.ts'
import { optional, port } from '../../ports.ts'

export default defineGraphNode({
  name: 'GaussianNoise',
  category: 'Diffusion',
  description: 'Normal random numbers, the same for the same seed.',
  inputs: { shape_ref: optional('TENSOR', 'A tensor whose shape the noise takes') },
  outputs: { noise: port('TENSOR', 'The noise') },
  params: {
    shape: string('1,3,8,8', {
      description: 'Sizes of the axes when no tensor gives them, with commas between',
    }),
    mean: float(0, { description: 'The mean' }),
    std: float(1, { min: 0, description: 'The standard deviation' }),
    seed: int(42, { description: 'Another seed gives other noise' }),
  },
  run({ shape_ref }, { shape, mean, std, seed }) {
    manualSeed(seed)
    return { noise: normal(shape_ref?.shape ?? parseInts(shape, 'shape'), mean, std) }
  },
  drawn({ shape_ref }, { shape, mean, std, seed }) {
    manualSeed(seed)
    return { noise: normal(shape_ref?.shape ?? parseInts(shape, 'shape'), mean, std) }
  },
  python: `
if "noise" in weights:
    return {"noise": weights["noise"]}
sizes = [int(part) for part in shape.split(",")] if shape_ref is None else shape_ref.shape
generator = torch.Generator().manual_seed(seed)
return {"noise": torch.randn(sizes, generator=generator) * std + mean}`,
})
