import { defineCommand } from '../cli/command.ts'
import { readStatement } from '../commerce/balance.ts'

export default defineCommand({
  usage: '',
  summary: 'Print the statement of your balance as CSV',
  options: {
    from: { type: 'string', value: 'time', summary: 'from this time on, for example 2026-01-01T00:00:00Z' },
    to: { type: 'string', value: 'time', summary: 'up to this time, without it' },
    owner: { type: 'string', value: 'org', summary: 'of an organisation of yours' },
  },
  async run({ values: { from, to, owner } }, { server }) {
    const filters = { ...(from ? { from } : {}), ...(to ? { to } : {}), ...(owner ? { owner } : {}) }
    let csv = ''
    for await (const part of readStatement(server, filters)) csv += part
    return { csv }
  },
  show: ({ csv }) => csv.trimEnd(),
})
