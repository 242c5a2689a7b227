import { tensor } from '@nodeyard/tensor'
import { tableOf } from '../../../classical/fit-for.ts'
import { distancesTo, nearest } from '../../../classical/nearest.ts'
import { encodeLabels, trainingSet } from '../../../classical/rows.ts'
import { defineGraphNode } from '../../../graph-node.ts'
import { int, select } from '../../../params.ts'
import { port } from '../../../ports.ts'

export default defineGraphNode({
  name: 'Edu-KNN',
  category: 'Classical',
  description: 'Nearest neighbours taken apart: all distances, the nearest few, and their vote.',
  inputs: {
    x_train: port('TENSOR', 'Features that are known, [N, F]'),
    y_train: port('LIST', 'Their labels'),
    x_query: port('TENSOR', 'Features to label, [M, F]'),
  },
  outputs: {
    predictions: port('LIST', 'A label for each row of the query'),
    distances: port('TENSOR', 'From every query to every known row, [M, N]'),
    neighbor_indices: port('LIST', 'For each query its neighbours, nearest first'),
    train_coords: port('TENSOR', 'The known rows, for drawing'),
    query_coords: port('TENSOR', 'The queries, for drawing'),
    train_labels: port('LIST', 'The known labels, for drawing'),
  },
  params: {
    k: int(5, { min: 1, description: 'How many neighbours vote' }),
    metric: select(['euclidean', 'manhattan', 'cosine'], 'euclidean', {
      description: 'How far apart two rows are',
    }),
  },
  isHost: true,
  async run({ x_train, y_train, x_query }, { k, metric }) {
    const { x, y, query } = await trainingSet(x_train, y_train, x_query)
    const distances = query.map((row) => distancesTo(x, row, metric))
    const neighbours = distances.map((row) => nearest(row, Math.min(k, x.length)))
    const { classes, codes } = encodeLabels(y)
    const predictions = neighbours.map((found) => {
      const votes = classes.map((_, c) => found.filter((i) => codes[i] === c).length)
      return classes[votes.indexOf(Math.max(...votes))]
    })
    return {
      predictions,
      distances: tableOf(distances, x.length),
      neighbor_indices: neighbours,
      train_coords: x_train,
      query_coords: x_query,
      train_labels: y,
    }
  },
  steps(_inputs, { distances, neighbor_indices, predictions }, { k }) {
    const found = neighbor_indices as number[][]
    const indices = tensor(BigInt64Array.from(found.flat(), BigInt), {
      shape: [found.length, found[0]?.length ?? 0],
    })
    return [
      {
        name: 'compute_distances',
        description: 'From each query to every known row.',
        tensors: { distances },
      },
      { name: 'topk', description: 'The rows that are nearest.', scalars: { k }, tensors: { indices } },
      { name: 'vote', description: `Most of them say: ${predictions.slice(0, 20).join(', ')}` },
    ]
  },
  python: `
a, b = x_query.double(), x_train.double()
if metric == "cosine":
    distances = 1 - F.normalize(a, dim=1) @ F.normalize(b, dim=1).T
else:
    distances = torch.cdist(a, b, p=1.0 if metric == "manhattan" else 2.0)
found = torch.sort(distances, dim=1, stable=True)[1][:, :min(k, len(y_train))].tolist()
labels = [str(label) for label in y_train]
try:
    classes = sorted(set(labels), key=float)
except ValueError:
    classes = sorted(set(labels))
predictions = [max(classes, key=lambda c: (sum(labels[i] == c for i in row), -classes.index(c))) for row in found]
return {"predictions": predictions, "distances": distances.float(), "neighbor_indices": found,
        "train_coords": x_train, "query_coords": x_query, "train_labels": labels}`,
})
