import { type Tensor, tensor } from '@nodeyard/tensor'
import { Fault } from '../../../../fault.ts'
import { findFile, stampOf } from '../../find-file.ts'
import { defineGraphNode } from '../../graph-node.ts'
import { bool, select, string } from '../../params.ts'
import { port } from '../../ports.ts'
import { numberOf, readTable, readText } from '../../read-table.ts'

const AREAS = ['data', 'graphs', 'models', 'output', 'examples'] as const

export default defineGraphNode({
  name: 'FileReader',
  category: 'IO',
  description: 'Reads a text file, or a table of numbers (CSV).',
  inputs: {},
  outputs: {
    text: port('STRING', 'What stands in it'),
    tensor: port('TENSOR', 'The numbers of a table, [N, F]; empty for a text'),
  },
  params: {
    path: string('', { description: "A file in the studio's folders" }),
    mode: select(['text', 'csv'], 'text', { description: 'What it is' }),
    encoding: string('utf-8', { description: 'How its characters are written' }),
    csv_header: bool(true, { description: "A table's first line holds names" }),
  },
  fingerprint: ({ path }, { files }) => stampOf(files, path, AREAS),
  async run(_inputs, { path, mode, encoding, csv_header }, { files }) {
    const text = await readText(await findFile(files, path, AREAS), encoding)
    const none = tensor(new Float32Array(0), { shape: [0] })
    return { text, tensor: mode === 'csv' ? tableOf(text, csv_header) : none }
  },
})

function tableOf(text: string, hasHeader: boolean): Tensor {
  const { columns, rows } = readTable(text, hasHeader)
  const cells = rows.flatMap((row, i) =>
    row.map((cell, j) => {
      const value = numberOf(cell)
      if (value !== undefined) return value
      throw new Fault('validation_failed', `row ${i + 1}, column "${columns[j]}": "${cell}" is no number`)
    }),
  )
  return tensor(Float32Array.from(cells), { shape: [rows.length, columns.length] })
}
