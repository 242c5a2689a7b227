import { amax, amin, full, sqrt, square, type Tensor } from '@nodeyard/tensor'
import { Fault } from '../../../../../fault.ts'
import { defineGraphNode } from '../../../graph-node.ts'
import { bool } from '../../../params.ts'
import { port } from '../../../ports.ts'

const asTable = (x: Tensor) => {
  if (x.shape.length === 2 && x.shape[0]! > 0) return x.dtype.startsWith('float') ? x : x.to('float32')
  throw new Fault('validation_failed', `a table is [N, F] with rows, not [${x.shape.join(', ')}]`)
}

export default defineGraphNode({
  name: 'Edu-ColumnStats',
  category: 'Classical',
  description: 'Mean, spread and range of every column of a table, step by step.',
  inputs: { table: port('TENSOR', 'A table, [N, F]') },
  outputs: {
    means: port('TENSOR', 'The mean of each column, [F]'),
    stds: port('TENSOR', 'Its standard deviation'),
    mins: port('TENSOR', 'Its smallest number'),
    maxs: port('TENSOR', 'Its largest number'),
    counts: port('TENSOR', 'How many numbers it has'),
  },
  params: {
    unbiased: bool(false, { description: 'Divides squares by one less than there are rows' }),
  },
  run({ table }, { unbiased }) {
    const x = asTable(table)
    const [rows, width] = x.shape as [number, number]
    const means = x.sum(0).div(rows)
    const squares = square(x.sub(means)).sum(0)
    return {
      means,
      stds: sqrt(squares.div(unbiased ? rows - 1 : rows)),
      mins: amin(x, 0),
      maxs: amax(x, 0),
      counts: full([width], rows),
    }
  },
  steps({ table }, { means, stds, mins, maxs }) {
    const x = asTable(table)
    return [
      { name: 'input', description: 'The table.', tensors: { table: x } },
      { name: 'col_sum', description: 'The numbers of each column added up.', tensors: { sums: x.sum(0) } },
      { name: 'means', description: 'Sums by the number of rows.', tensors: { means } },
      {
        name: 'deviations',
        description: 'How far each number is off.',
        tensors: { deviations: x.sub(means) },
      },
      { name: 'stds', description: 'The root of the mean square of these.', tensors: { stds } },
      { name: 'range', description: 'From the smallest to the largest.', tensors: { mins, maxs } },
    ]
  },
  python: `
x = table if table.is_floating_point() else table.float()
return {"means": x.mean(0), "stds": x.std(0, unbiased=unbiased), "mins": x.amin(0), "maxs": x.amax(0),
        "counts": torch.full((x.shape[1],), float(x.shape[0]))}`,
})
