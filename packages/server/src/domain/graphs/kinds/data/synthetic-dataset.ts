import { tensor } from '@nodeyard/tensor'
import { Fault } from '../../../../fault.ts'
import { defineGraphNode } from '../../graph-node.ts'
import { float, int, select } from '../../params.ts'
import { port } from '../../ports.ts'
import { makePoints } from '../../synthetic.ts'

/** More would be no example any more. */
const MOST_SAMPLES = 1_000_000

export default defineGraphNode({
  name: 'SyntheticDataset',
  category: 'Data',
  description: 'Points in the plane, in groups that are easy or hard to tell apart.',
  inputs: {},
  outputs: {
    tensor: port('TENSOR', 'The points, [N, 2]'),
    labels: port('LIST', 'The group of each: "0", "1" …'),
    columns: port('LIST', 'x0 and x1'),
  },
  params: {
    kind: select(['circles', 'moons', 'blobs', 'classification'], 'circles', {
      description: 'A circle in a circle, two crescents, clouds, or two stretched clouds',
    }),
    n_samples: int(200, { min: 10, description: 'How many points' }),
    noise: float(0.1, {
      min: 0,
      description:
        'How far points stray; for blobs a fifth of their radius, for classification the share of labels drawn anew',
    }),
    factor: float(0.5, { min: 0, description: 'Radius of the inner circle by the outer one' }),
    centers: int(3, { min: 2, description: 'How many blobs' }),
    seed: int(42, { description: 'Decides the points: the same as in scikit-learn' }),
  },
  run(_inputs, { kind, n_samples: count, noise, factor, centers, seed }) {
    if (count > MOST_SAMPLES) throw new Fault('validation_failed', `n_samples is at most ${MOST_SAMPLES}`)
    const { points, labels } = makePoints(kind, { count, noise, factor, centers, seed })
    return {
      tensor: tensor(Float32Array.from(points.flat()), { shape: [count, 2] }),
      labels: labels.map(String),
      columns: ['x0', 'x1'],
    }
  },
  python: `
random = np.random.RandomState(seed)
n, first = n_samples, n_samples // 2
if kind in ("circles", "moons"):
    if kind == "circles":
        a = np.linspace(0, 2 * np.pi, first, endpoint=False)
        b = np.linspace(0, 2 * np.pi, n - first, endpoint=False)
        x = np.r_[np.c_[np.cos(a), np.sin(a)], factor * np.c_[np.cos(b), np.sin(b)]]
    else:
        a, b = np.linspace(0, np.pi, first), np.linspace(0, np.pi, n - first)
        x = np.r_[np.c_[np.cos(a), np.sin(a)], np.c_[1 - np.cos(b), 0.5 - np.sin(b)]]
    y = np.r_[np.zeros(first, int), np.ones(n - first, int)]
    order = random.permutation(n)
    x, y = x[order] + noise * random.standard_normal((n, 2)), y[order]
elif kind == "blobs":
    middles = random.uniform(-10, 10, (centers, 2))
    sizes = [n // centers + (k < n % centers) for k in range(centers)]
    spread = max(0.1, 5 * noise)
    x = np.concatenate([random.normal(m, spread, (size, 2)) for m, size in zip(middles, sizes)])
    y = np.repeat(np.arange(centers), sizes)
    order = random.permutation(n)
    x, y = x[order], y[order]
else:
    corners = random.permutation(4)[:2]
    x = random.standard_normal((n, 2))
    y = np.r_[np.zeros(n - first, int), np.ones(first, int)]
    for k, corner in enumerate(corners):
        rows = y == k
        x[rows] = x[rows] @ (2 * random.uniform(size=(2, 2)) - 1) + [corner // 2 * 2 - 1, corner % 2 * 2 - 1]
    flipped = random.uniform(size=n) < noise
    y[flipped] = random.randint(2, size=flipped.sum())
    order = random.permutation(n)
    x, y = x[order], y[order]
    columns_order = np.arange(2)
    random.shuffle(columns_order)
    x = x[:, columns_order]
return {"tensor": torch.tensor(x, dtype=torch.float32), "labels": [str(k) for k in y],
        "columns": ["x0", "x1"]}`,
})
