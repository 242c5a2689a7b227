import { fitFor } from '../../classical/fit-for.ts'
import { defineGraphNode } from '../../graph-node.ts'
import { int, select } from '../../params.ts'
import { port } from '../../ports.ts'

export default defineGraphNode({
  name: 'KNN',
  category: 'Classical',
  description: 'Gives each row the label that most of its nearest neighbours have.',
  inputs: {
    x_train: port('TENSOR', 'Features that are known, [N, F]'),
    y_train: port('LIST', 'Their labels'),
    x_query: port('TENSOR', 'Features to label, [M, F]'),
  },
  outputs: {
    predictions: port('LIST', 'A label for each row of the query'),
    probabilities: port('TENSOR', "Each class's share of the neighbours, [M, classes]"),
    classes: port('LIST', 'The labels there are, in order'),
  },
  params: {
    n_neighbors: int(5, { min: 1, description: 'How many neighbours; at most as many as there are rows' }),
    weights: select(['uniform', 'distance'], 'uniform', {
      description: 'Whether all neighbours count the same, or near ones more (1/distance)',
    }),
    metric: select(['minkowski', 'euclidean', 'manhattan', 'chebyshev', 'cosine'], 'minkowski', {
      description: 'How far apart two rows are; minkowski is of the second order',
    }),
  },
  isHost: true,
  async run(inputs, { n_neighbors: count, weights, metric }, context) {
    const recipe = { kind: 'neighbours' as const, count, weights, metric }
    const { predictions, probabilities, classes } = await fitFor<'neighbours'>(inputs, recipe, context)
    return { predictions, probabilities, classes }
  },
  python: `
a, b = x_query.double(), x_train.double()
if metric == "cosine":
    distances = 1 - F.normalize(a, dim=1) @ F.normalize(b, dim=1).T
else:
    order = {"manhattan": 1.0, "chebyshev": float("inf")}.get(metric, 2.0)
    distances = torch.cdist(a, b, p=order)
try:
    classes = sorted(set(map(str, y_train)), key=float)
except ValueError:
    classes = sorted(set(map(str, y_train)))
codes = torch.tensor([classes.index(str(label)) for label in y_train])
near, found = torch.sort(distances, dim=1, stable=True)
count = min(n_neighbors, len(y_train))
near, found = near[:, :count], found[:, :count]
power = torch.ones_like(near)
if weights == "distance":
    hits = near == 0
    power = torch.where(hits.any(1, keepdim=True), hits.double(), 1 / near.clamp(min=1e-300))
shares = torch.zeros(len(a), len(classes), dtype=torch.float64).scatter_add_(1, codes[found], power)
shares = shares / shares.sum(1, keepdim=True)
predictions = [classes[i] for i in shares.argmax(1).tolist()]
return {"predictions": predictions, "probabilities": shares.float(), "classes": classes}`,
})
