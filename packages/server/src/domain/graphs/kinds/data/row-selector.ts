import { indexSelect, tensor, zeros } from '@nodeyard/tensor'
import { Fault } from '../../../../fault.ts'
import { chooseLines } from '../../choose-lines.ts'
import { defineGraphNode } from '../../graph-node.ts'
import { string } from '../../params.ts'
import { optional, port } from '../../ports.ts'

export default defineGraphNode({
  name: 'RowSelector',
  category: 'Data',
  description: 'Keeps some rows of a tensor, in the order in which they are named.',
  inputs: {
    tensor: port('TENSOR', 'Rows, [N, …]'),
    labels: optional('LIST', 'Names of the rows, to choose by name'),
  },
  outputs: { tensor: port('TENSOR', 'The chosen rows, [chosen, …]') },
  params: {
    indices: string('0', { description: 'Numbers of rows, from 0, with commas between' }),
    names: string('', { description: 'Names of rows instead, with commas between' }),
  },
  run({ tensor: rows, labels }, { indices, names }) {
    if (rows.shape.length === 0) throw new Fault('validation_failed', 'a single number has no rows')
    const [count = 0, ...rest] = rows.shape
    const chosen = chooseLines('row', count, { indices, names, known: labels })
    if (chosen.length === 0) return { tensor: zeros([0, ...rest], { dtype: rows.dtype }) }
    return { tensor: indexSelect(rows, 0, tensor(chosen.map(BigInt))) }
  },
  python: `
if names.strip():
    chosen = [list(map(str, labels)).index(name.strip()) for name in names.split(",") if name.strip()]
else:
    chosen = [int(part) for part in indices.split(",") if part.strip()]
return {"tensor": tensor[chosen]}`,
})
