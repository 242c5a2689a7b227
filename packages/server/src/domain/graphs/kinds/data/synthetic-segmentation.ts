import { TensorDataset } from '@nodeyard/tensor'
import { Fault } from '../../../../fault.ts'
import { defineGraphNode } from '../../graph-node.ts'
import { NumpyRandom } from '../../numpy-random.ts'
import { float, int } from '../../params.ts'
import { port } from '../../ports.ts'

/** Elements of one made-up dataset at most. */
const MOST_ELEMENTS = 2 ** 26

export default defineGraphNode({
  name: 'SyntheticSegmentation',
  category: 'Data',
  description: 'Pictures of circles and squares, with a mask that says of every pixel what it belongs to.',
  inputs: {},
  outputs: { dataset: port('DATASET', 'Pictures [1, S, S] and masks [S, S]: 0 nothing, 1 circle, 2 square') },
  params: {
    image_size: int(64, { min: 16, description: 'Side of a picture' }),
    n_samples: int(200, { min: 4, description: 'How many' }),
    noise: float(0.05, { min: 0, description: 'Deviation of the noise on every pixel' }),
    seed: int(42, { description: 'Decides where everything is' }),
  },
  run(_inputs, { image_size: side, n_samples: count, noise, seed }) {
    const plane = side * side
    if (count * plane > MOST_ELEMENTS) throw new Fault('validation_failed', 'that is too large a dataset')
    const random = new NumpyRandom(seed)
    const pictures = new Float32Array(count * plane)
    const masks = new BigInt64Array(count * plane)
    for (let n = 0; n < count; n++) {
      const at = () => Math.floor(random.uniform(0.2, 0.8) * side)
      const reach = () => Math.floor(random.uniform(0.1, 0.2) * side)
      const [cx, cy, radius] = [at(), at(), reach()]
      const [sx, sy, half] = [at(), at(), reach()]
      for (let i = 0; i < plane; i++) {
        const [x, y] = [i % side, Math.floor(i / side)]
        const isSquare = Math.abs(x - sx) <= half && Math.abs(y - sy) <= half
        const isCircle = (x - cx) ** 2 + (y - cy) ** 2 <= radius * radius
        masks[n * plane + i] = isSquare ? 2n : isCircle ? 1n : 0n
        pictures[n * plane + i] = (isSquare ? 1 : isCircle ? 0.7 : 0) + noise * random.normal()
      }
    }
    const samples = new TensorDataset(
      [
        { name: 'picture', dtype: 'float32', shape: [1, side, side] },
        { name: 'mask', dtype: 'int64', shape: [side, side] },
      ],
      [pictures, masks],
    )
    const classes = ['background', 'circle', 'square']
    return { dataset: { kind: 'dataset' as const, name: 'circles and squares', samples, classes } }
  },
  python: `
random = np.random.RandomState(seed)
side = image_size
x, y = np.meshgrid(np.arange(side), np.arange(side))
pictures = np.empty((n_samples, 1, side, side), np.float32)
masks = np.zeros((n_samples, side, side), np.int64)
at = lambda: math.floor(random.uniform(0.2, 0.8) * side)
reach = lambda: math.floor(random.uniform(0.1, 0.2) * side)
for n in range(n_samples):
    cx, cy, radius, sx, sy, half = at(), at(), reach(), at(), at(), reach()
    masks[n][(x - cx) ** 2 + (y - cy) ** 2 <= radius * radius] = 1
    masks[n][(abs(x - sx) <= half) & (abs(y - sy) <= half)] = 2
    pictures[n, 0] = np.array([0, 0.7, 1.0])[masks[n]] + noise * random.standard_normal((side, side))
return {"dataset": torch.utils.data.TensorDataset(torch.from_numpy(pictures), torch.from_numpy(masks))}`,
})
