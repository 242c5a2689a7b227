import { idOf } from '../assets/kinds.ts'
import { previewDataset } from '../assets/preview-dataset.ts'
import { defineCommand } from '../cli/command.ts'
import { table } from '../cli/table.ts'
import { resolveReference } from '../reference.ts'

export default defineCommand({
  usage: '<ref>',
  summary: 'Show the first rows of a dataset',
  options: {
    split: { type: 'string', value: 'name', summary: 'of this split' },
    rows: { type: 'string', value: 'number', summary: 'how many (default 10, at most 100)' },
  },
  async run({ positionals: [ref = ''], values: { split, rows = '10' } }, { server, org }) {
    const target = await resolveReference(ref, 'dataset', org)
    return previewDataset(server, idOf(target), {
      limit: Number(rows),
      ...(split === undefined ? {} : { split }),
      ...(target.version === undefined ? {} : { revision: target.version }),
    })
  },
  show: ({ columns, items }) => {
    const names = columns.map(({ name }) => name)
    const text = (value: unknown) => {
      const shown = typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value ?? '')
      return shown.length > 40 ? `${shown.slice(0, 39)}…` : shown
    }
    return table([names, ...items.map((row) => names.map((name) => text(row[name])))])
  },
})
