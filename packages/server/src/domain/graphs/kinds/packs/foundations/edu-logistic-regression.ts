import { tensor } from '@nodeyard/tensor'
import { tableOf } from '../../../classical/fit-for.ts'
import { sharesOf } from '../../../classical/logistic.ts'
import { argmax, encodeLabels, trainingSet } from '../../../classical/rows.ts'
import { defineGraphNode } from '../../../graph-node.ts'
import { float, int } from '../../../params.ts'
import { port } from '../../../ports.ts'

export default defineGraphNode({
  name: 'Edu-LogisticRegression',
  category: 'Classical',
  description: 'Softmax of weighted sums, learned step by step downhill from weights of zero.',
  inputs: {
    x_train: port('TENSOR', 'Features to learn from, [N, F]'),
    y_train: port('LIST', 'Their labels'),
    x_query: port('TENSOR', 'Features to label, [M, F]'),
  },
  outputs: {
    predictions: port('LIST', 'A label for each row of the query'),
    probabilities: port('TENSOR', 'How likely each class is, [M, classes]'),
    weights: port('TENSOR', 'Weights, [F, classes]'),
    bias: port('TENSOR', 'What is added for each class, [classes]'),
    classes: port('LIST', 'The labels there are, in order'),
  },
  params: {
    lr: float(0.1, { description: 'Step length' }),
    epochs: int(200, { description: 'Steps' }),
    regularization: float(0, { description: 'What squares of weights cost' }),
  },
  isHost: true,
  async run({ x_train, y_train, x_query }, { lr, epochs, regularization }, { signal }) {
    const { x, y, query } = await trainingSet(x_train, y_train, x_query)
    const { classes, codes } = encodeLabels(y)
    const weights = x[0]!.map(() => classes.map(() => 0))
    const bias = classes.map(() => 0)
    const ask = (row: readonly number[]) => {
      const scores = bias.map((own, k) => row.reduce((sum, value, j) => sum + value * weights[j]![k]!, own))
      return sharesOf(scores.length === 1 ? [0, ...scores] : scores).slice(-scores.length)
    }
    for (let epoch = 0; epoch < epochs; epoch++) {
      if (epoch % 20 === 19) await new Promise(setImmediate)
      signal.throwIfAborted()
      const slopes = weights.map((row) => row.map((weight) => 2 * regularization * weight))
      const biasSlopes = bias.map(() => 0)
      for (const [i, row] of x.entries()) {
        for (const [k, share] of ask(row).entries()) {
          const error = (share - (codes[i] === k ? 1 : 0)) / x.length
          for (const [j, value] of row.entries()) slopes[j]![k]! += error * value
          biasSlopes[k]! += error
        }
      }
      for (const [j, row] of slopes.entries()) for (const [k, s] of row.entries()) weights[j]![k]! -= lr * s
      for (const [k, slope] of biasSlopes.entries()) bias[k]! -= lr * slope
    }
    const probabilities = query.map(ask)
    return {
      predictions: probabilities.map((shares) => classes[argmax(shares)]),
      probabilities: tableOf(probabilities, classes.length),
      weights: tableOf(weights, classes.length),
      bias: tensor(Float32Array.from(bias)),
      classes,
    }
  },
  steps: ({ x_query }, { probabilities, weights, bias }) => [
    { name: 'fit', description: 'Weights that make the labels likely.', tensors: { weights, bias } },
    {
      name: 'predict',
      description: 'The softmax of each query times the weights, plus the bias.',
      tensors: { query: x_query, probabilities },
    },
  ],
  python: `
labels = [str(label) for label in y_train]
try:
    classes = sorted(set(labels), key=float)
except ValueError:
    classes = sorted(set(labels))
x, n = x_train.double(), len(labels)
target = F.one_hot(torch.tensor([classes.index(label) for label in labels]), len(classes)).double()
w, b = torch.zeros(x.shape[1], len(classes), dtype=x.dtype), torch.zeros(len(classes), dtype=x.dtype)
for _ in range(epochs):
    error = (torch.softmax(x @ w + b, 1) - target) / n
    w, b = w - lr * (x.T @ error + 2 * regularization * w), b - lr * error.sum(0)
shares = torch.softmax(x_query.double() @ w + b, 1)
return {"predictions": [classes[i] for i in shares.argmax(1).tolist()], "probabilities": shares.float(),
        "weights": w.float(), "bias": b.float(), "classes": classes}`,
})
