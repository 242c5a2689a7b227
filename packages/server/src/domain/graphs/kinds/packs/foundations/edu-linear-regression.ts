import { tensor } from '@nodeyard/tensor'
import { Matrix, solve } from 'ml-matrix'
import { Fault } from '../../../../../fault.ts'
import { numbersOf, type Rows, rowsOf } from '../../../classical/rows.ts'
import { defineGraphNode } from '../../../graph-node.ts'
import { float, int, select } from '../../../params.ts'
import { port } from '../../../ports.ts'

interface Fit {
  weights: number[]
  bias: number
}

export default defineGraphNode({
  name: 'Edu-LinearRegression',
  category: 'Classical',
  description: 'A straight line through points: at once by the normal equation, or step by step downhill.',
  inputs: {
    x_train: port('TENSOR', 'Features, [N, F]'),
    y_train: port('TENSOR', 'What they should give, [N]'),
    x_query: port('TENSOR', 'Features to predict for, [M, F]'),
  },
  outputs: {
    predictions: port('TENSOR', 'A number for each row of the query, [M]'),
    weights: port('TENSOR', 'The weight of each column, [F]'),
    bias: port('TENSOR', 'What a row of zeros gives, [1]'),
  },
  params: {
    method: select(['closed_form', 'gradient_descent'], 'closed_form', {
      description: 'At once, or in steps',
    }),
    lr: float(0.01, { description: 'Step length downhill' }),
    epochs: int(100, { description: 'Steps downhill' }),
    regularization: float(0, { description: 'What squares of weights cost' }),
  },
  isHost: true,
  async run({ x_train, y_train, x_query }, { method, lr, epochs, regularization }, { signal }) {
    const [x, y, query] = await Promise.all([
      rowsOf(x_train, 'x_train'),
      numbersOf(y_train),
      rowsOf(x_query, 'x_query'),
    ])
    if (x.length === 0 || x.length !== y.length) {
      throw new Fault('validation_failed', `x_train has ${x.length} rows, y_train ${y.length} numbers`)
    }
    const fit =
      method === 'closed_form' ? solveAtOnce(x, y, regularization) : { weights: x[0]!.map(() => 0), bias: 0 }
    for (let epoch = 0; method !== 'closed_form' && epoch < epochs; epoch++) {
      if (epoch % 100 === 99) await new Promise(setImmediate)
      signal.throwIfAborted()
      stepDown(fit, x, y, { lr, regularization })
    }
    if (![...fit.weights, fit.bias].every(Number.isFinite)) {
      throw new Fault('validation_failed', 'the steps went ever farther: try a smaller lr')
    }
    const predictions = query.map((row) => predict(fit, row))
    return {
      predictions: tensor(Float32Array.from(predictions)),
      weights: tensor(Float32Array.from(fit.weights)),
      bias: tensor([fit.bias]),
    }
  },
  steps: ({ x_query }, { predictions, weights, bias }) => [
    { name: 'fit', description: 'The weights that leave the least squares.', tensors: { weights, bias } },
    {
      name: 'predict',
      description: 'Each query times the weights, plus the bias.',
      tensors: { query: x_query, predictions },
    },
  ],
  python: `
x, y = x_train.double(), y_train.double().reshape(-1)
n, f = x.shape
if method == "closed_form":
    rows = torch.cat([x, torch.ones(n, 1, dtype=x.dtype)], 1)
    penalty = regularization * torch.eye(f + 1, dtype=x.dtype)
    penalty[f, f] = 0
    w = torch.linalg.pinv(rows.T @ rows + penalty) @ (rows.T @ y)
    w, b = w[:f], w[f]
else:
    w, b = torch.zeros(f, dtype=x.dtype), torch.zeros((), dtype=x.dtype)
    for _ in range(epochs):
        error = x @ w + b - y
        w, b = w - lr * (2 / n * x.T @ error + 2 * regularization * w), b - lr * 2 / n * error.sum()
return {"predictions": (x_query.double() @ w + b).float(), "weights": w.float(), "bias": b.float().reshape(1)}`,
})

const predict = ({ weights, bias }: Fit, row: readonly number[]) =>
  row.reduce((sum, value, j) => sum + value * (weights[j] ?? 0), bias)

/** (XᵀX + λI)⁻¹ Xᵀy, with a column of ones for the bias, which costs nothing. */
function solveAtOnce(x: Rows, y: readonly number[], regularization: number): Fit {
  const rows = new Matrix(x.map((row) => [...row, 1]))
  const product = rows.transpose().mmul(rows)
  const width = x[0]!.length
  for (let j = 0; j < width; j++) product.set(j, j, product.get(j, j) + regularization)
  const right = rows.transpose().mmul(Matrix.columnVector([...y]))
  const all = solve(product, right, true).to1DArray()
  return { weights: all.slice(0, width), bias: all[width]! }
}

/** One step against the slope of the mean square (and of the penalty). */
function stepDown(
  fit: Fit,
  x: Rows,
  y: readonly number[],
  { lr, regularization }: { lr: number; regularization: number },
): void {
  const slopes = fit.weights.map((weight) => 2 * regularization * weight)
  let biasSlope = 0
  for (const [i, row] of x.entries()) {
    const error = (2 / x.length) * (predict(fit, row) - y[i]!)
    for (const [j, value] of row.entries()) slopes[j]! += error * value
    biasSlope += error
  }
  for (const [j, slope] of slopes.entries()) fit.weights[j]! -= lr * slope
  fit.bias -= lr * biasSlope
}
