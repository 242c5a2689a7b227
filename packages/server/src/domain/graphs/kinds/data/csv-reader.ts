import { tensor } from '@nodeyard/tensor'
import { Fault } from '../../../../fault.ts'
import { splitNames } from '../../choose-lines.ts'
import { findFile, stampOf } from '../../find-file.ts'
import { defineGraphNode } from '../../graph-node.ts'
import { bool, string } from '../../params.ts'
import { port } from '../../ports.ts'
import { numberOf, numericColumns, readTable, readText } from '../../read-table.ts'

const AREAS = ['data', 'models', 'output', 'examples'] as const

export default defineGraphNode({
  name: 'CSVReader',
  category: 'Data',
  description: 'Reads a CSV file: its columns of numbers as a table, one of any kind as labels.',
  inputs: {},
  outputs: {
    tensor: port('TENSOR', 'The numbers, [N, F]; empty cells are NaN'),
    labels: port('LIST', 'The target column, as text; empty without one'),
    columns: port('LIST', 'Names of the columns in the table'),
  },
  params: {
    path: string('data/samples/iris.csv', { description: 'A file in the data folder, or an example' }),
    target_column: string('', { description: 'The column that holds the labels' }),
    include_columns: string('', { description: 'Columns to read, with commas between; all by default' }),
    skip_header: bool(true, { description: 'The first line holds names, not numbers' }),
  },
  fingerprint: ({ path }, { files }) => stampOf(files, path, AREAS),
  async run(_inputs, { path, target_column: target, include_columns: wanted, skip_header }, { files }) {
    const table = readTable(await readText(await findFile(files, path, AREAS)), skip_header)
    const place = (name: string) => {
      const index = table.columns.indexOf(name)
      if (index >= 0) return index
      throw new Fault(
        'validation_failed',
        `there is no column "${name}"; there are ${table.columns.join(', ')}`,
      )
    }
    const labelled = target.trim() === '' ? undefined : place(target.trim())
    const numeric = numericColumns(table)
    const named = splitNames(wanted).map(place)
    const text = named.find((j) => j !== labelled && !numeric.includes(j))
    if (text !== undefined) {
      throw new Fault('validation_failed', `column "${table.columns[text]}" holds more than numbers`)
    }
    const chosen = (named.length > 0 ? named : numeric).filter((j) => j !== labelled)
    const cells = table.rows.flatMap((row) => chosen.map((j) => numberOf(row[j] ?? '')!))
    return {
      tensor: tensor(Float32Array.from(cells), { shape: [table.rows.length, chosen.length] }),
      labels: labelled === undefined ? [] : table.rows.map((row) => row[labelled] ?? ''),
      columns: chosen.map((j) => table.columns[j]!),
    }
  },
})
