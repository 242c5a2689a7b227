import { indexSelect, tensor, zeros } from '@nodeyard/tensor'
import { Fault } from '../../../../fault.ts'
import { chooseLines } from '../../choose-lines.ts'
import { defineGraphNode } from '../../graph-node.ts'
import { string } from '../../params.ts'
import { optional, port } from '../../ports.ts'

export default defineGraphNode({
  name: 'ColumnSelector',
  category: 'Data',
  description: 'Keeps some columns of a table, in the order in which they are named.',
  inputs: {
    tensor: port('TENSOR', 'A table, [N, F]'),
    columns: optional('LIST', 'Names of its columns, to choose by name'),
  },
  outputs: { tensor: port('TENSOR', 'The chosen columns, [N, chosen]') },
  params: {
    indices: string('0', { description: 'Numbers of columns, from 0, with commas between' }),
    names: string('', { description: 'Names of columns instead, with commas between' }),
  },
  run({ tensor: table, columns }, { indices, names }) {
    if (table.shape.length !== 2) throw new Fault('validation_failed', 'a table has two axes')
    const [rows, width] = table.shape as [number, number]
    const chosen = chooseLines('column', width, { indices, names, known: columns })
    if (chosen.length === 0) return { tensor: zeros([rows, 0], { dtype: table.dtype }) }
    return { tensor: indexSelect(table, 1, tensor(chosen.map(BigInt))) }
  },
  python: `
if names.strip():
    chosen = [list(map(str, columns)).index(name.strip()) for name in names.split(",") if name.strip()]
else:
    chosen = [int(part) for part in indices.split(",") if part.strip()]
return {"tensor": tensor[:, chosen]}`,
})
