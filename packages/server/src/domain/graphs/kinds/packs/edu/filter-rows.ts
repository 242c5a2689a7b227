import { indexSelect, type Tensor, tensor, zeros } from '@nodeyard/tensor'
import { Fault } from '../../../../../fault.ts'
import { chooseLines } from '../../../choose-lines.ts'
import { defineGraphNode } from '../../../graph-node.ts'
import { float, int, select, string } from '../../../params.ts'
import { optional, port } from '../../../ports.ts'

const COMPARE = {
  '>': (x: Tensor, to: number) => x.gt(to),
  '>=': (x: Tensor, to: number) => x.ge(to),
  '<': (x: Tensor, to: number) => x.lt(to),
  '<=': (x: Tensor, to: number) => x.le(to),
  '==': (x: Tensor, to: number) => x.eq(to),
  '!=': (x: Tensor, to: number) => x.ne(to),
}
type Operator = keyof typeof COMPARE
const OPERATORS = ['>', '>=', '<', '<=', '==', '!='] as const satisfies readonly Operator[]

interface Params {
  column_name: string
  column_index: number
}

function columnOf(table: Tensor, columns: readonly unknown[] | undefined, params: Params): Tensor {
  if (table.shape.length !== 2) throw new Fault('validation_failed', 'a table has two axes')
  const { column_name: names, column_index } = params
  const [chosen = 0] = chooseLines('column', table.shape[1]!, {
    indices: String(column_index),
    names,
    known: columns,
  })
  return table.select(1, chosen)
}

export default defineGraphNode({
  name: 'FilterRows',
  category: 'EDU',
  description: 'Keeps the rows of a table in which one column fits a condition.',
  inputs: {
    table: port('TENSOR', 'A table, [N, F]'),
    columns: optional('LIST', 'Names of its columns'),
  },
  outputs: {
    tensor: port('TENSOR', 'The rows that fit'),
    mask: port('TENSOR', 'Whether each row fits, [N]'),
    count: port('SCALAR', 'How many fit'),
  },
  params: {
    column_name: string('', { description: 'The column, by name' }),
    column_index: int(0, { min: 0, description: 'The column by number, where no name is given' }),
    op: select(OPERATORS, '>', { description: 'How it is compared' }),
    threshold: float(0, { description: 'With what it is compared' }),
  },
  isHost: true,
  async run({ table, columns }, params) {
    const mask = COMPARE[params.op](columnOf(table, columns, params), params.threshold)
    const fits = Array.from((await mask.read()) as ArrayLike<number>, Boolean)
    const kept = fits.flatMap((is, i) => (is ? [BigInt(i)] : []))
    const rows =
      kept.length > 0
        ? indexSelect(table, 0, tensor(kept))
        : zeros([0, ...table.shape.slice(1)], { dtype: table.dtype })
    return { tensor: rows, mask, count: kept.length }
  },
  steps: ({ table, columns }, { tensor: rows, mask, count }, params) => [
    {
      name: 'select',
      description: 'The column that is looked at.',
      tensors: { column: columnOf(table, columns, params) },
    },
    {
      name: 'compare',
      description: `Each number ${params.op} ${params.threshold}?`,
      scalars: { threshold: params.threshold },
      tensors: { mask },
    },
    { name: 'count', description: 'How many say yes.', scalars: { count } },
    { name: 'index', description: 'Their rows alone.', tensors: { rows } },
  ],
  python: `
place = list(map(str, columns)).index(column_name) if column_name.strip() else column_index
column = table[:, place]
mask = {">": torch.gt, ">=": torch.ge, "<": torch.lt, "<=": torch.le, "==": torch.eq, "!=": torch.ne}[op](
    column, threshold)
return {"tensor": table[mask], "mask": mask, "count": int(mask.sum())}`,
})
