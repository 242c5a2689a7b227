import { tensor } from '@nodeyard/tensor'
import { Fault } from '../../../../fault.ts'
import { fitLinear, type LinearFit } from '../../classical/least-squares.ts'
import { numbersOf, rowsOf } from '../../classical/rows.ts'
import { defineGraphNode } from '../../graph-node.ts'
import { bool } from '../../params.ts'
import { port } from '../../ports.ts'

export default defineGraphNode({
  name: 'LinearRegression',
  category: 'Classical',
  description: 'The straight line (or plane) that leaves the least squares: $y = xw + b$.',
  inputs: {
    x_train: port('TENSOR', 'Features, [N, F]'),
    y_train: port('TENSOR', 'What they should give, [N] or [N, 1]'),
    x_query: port('TENSOR', 'Features to predict for, [M, F]'),
  },
  outputs: {
    predictions: port('TENSOR', 'A number for each row of the query, [M]'),
    coef: port('TENSOR', 'The weight of each column, [F]'),
    intercept: port('SCALAR', 'What a row of zeros gives'),
  },
  params: { fit_intercept: bool(true, { description: 'Whether the line may miss the origin' }) },
  isHost: true,
  async run({ x_train, y_train, x_query }, { fit_intercept: hasIntercept }, context) {
    const [rows, targets, query] = await Promise.all([
      rowsOf(x_train, 'x_train'),
      numbersOf(y_train),
      rowsOf(x_query, 'x_query'),
    ])
    if (rows.length === 0 || rows.length !== targets.length) {
      throw new Fault(
        'validation_failed',
        `x_train has ${rows.length} rows, y_train ${targets.length} numbers`,
      )
    }
    const width = rows[0]!.length
    if (query.length > 0 && query[0]!.length !== width) {
      throw new Fault('validation_failed', `x_train has ${width} columns, x_query ${query[0]!.length}`)
    }
    const task = { rows, targets, hasIntercept }
    const { coef, intercept } =
      rows.length * width > 5000
        ? await context.offload<LinearFit>('fit-linear', task)
        : fitLinear(rows, targets, hasIntercept)
    const predictions = query.map((row) => row.reduce((sum, value, j) => sum + value * coef[j]!, intercept))
    return { predictions: tensor(Float32Array.from(predictions)), coef: tensor(coef), intercept }
  },
  python: `
x, y = x_train.double(), y_train.double().reshape(-1)
middle = x.mean(0) if fit_intercept else torch.zeros(x.shape[1], dtype=x.dtype)
level = y.mean() if fit_intercept else torch.zeros((), dtype=x.dtype)
coef = torch.linalg.pinv(x - middle) @ (y - level)
intercept = level - middle @ coef
predictions = x_query.double() @ coef + intercept
return {"predictions": predictions.float(), "coef": coef.float(), "intercept": intercept.item()}`,
})
