import { TensorDataset } from '@nodeyard/tensor'
import { Fault } from '../../../../fault.ts'
import { defineGraphNode } from '../../graph-node.ts'
import { NumpyRandom } from '../../numpy-random.ts'
import { int } from '../../params.ts'
import { port } from '../../ports.ts'

/** Elements of one made-up dataset at most. */
const MOST_ELEMENTS = 2 ** 27

export default defineGraphNode({
  name: 'SyntheticShapes',
  category: 'Data',
  description: 'Soft round spots at random places: pictures that a small diffusion model can learn.',
  inputs: {},
  outputs: { dataset: port('DATASET', 'Pictures [1, S, S] from −1 to 1, all labelled 0') },
  params: {
    image_size: int(24, { min: 8, description: 'Side of a picture' }),
    n_samples: int(384, { min: 8, description: 'How many' }),
    seed: int(0, { description: 'Decides where the spots are' }),
  },
  run(_inputs, { image_size: side, n_samples: count, seed }) {
    if (count * side * side > MOST_ELEMENTS)
      throw new Fault('validation_failed', 'that is too large a dataset')
    const random = new NumpyRandom(seed)
    const pictures = new Float32Array(count * side * side)
    for (let n = 0; n < count; n++) {
      const [x, y] = [random.uniform(0.3, 0.7) * side, random.uniform(0.3, 0.7) * side]
      const radius = random.uniform(0.1, 0.18) * side
      for (let i = 0; i < side * side; i++) {
        const square = ((i % side) - x) ** 2 + (Math.floor(i / side) - y) ** 2
        pictures[n * side * side + i] = 2 * Math.exp(-square / (2 * radius * radius)) - 1
      }
    }
    const samples = new TensorDataset(
      [
        { name: 'picture', dtype: 'float32', shape: [1, side, side] },
        { name: 'label', dtype: 'int64', shape: [] },
      ],
      [pictures, new BigInt64Array(count)],
    )
    return { dataset: { kind: 'dataset' as const, name: 'spots', samples, classes: ['spot'] } }
  },
  python: `
random = np.random.RandomState(seed)
rows = np.arange(image_size)
pictures = np.empty((n_samples, 1, image_size, image_size), np.float32)
for n in range(n_samples):
    x, y = random.uniform(0.3, 0.7) * image_size, random.uniform(0.3, 0.7) * image_size
    radius = random.uniform(0.1, 0.18) * image_size
    square = (rows[None, :] - x) ** 2 + (rows[:, None] - y) ** 2
    pictures[n, 0] = 2 * np.exp(-square / (2 * radius * radius)) - 1
return {"dataset": torch.utils.data.TensorDataset(
    torch.from_numpy(pictures), torch.zeros(n_samples, dtype=torch.int64))}`,
})
