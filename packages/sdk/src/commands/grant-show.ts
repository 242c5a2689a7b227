import { writeFile } from 'node:fs/promises'
import { defineCommand } from '../cli/command.ts'
import { getGrant } from '../commerce/grants.ts'

export default defineCommand({
  usage: '<grant>',
  summary: 'Print the signed document of a grant, or keep it in a file',
  options: { to: { type: 'string', value: 'file', summary: 'write it there' } },
  async run({ positionals: [id = ''], values: { to } }, { server }) {
    const { document } = await getGrant(server, id)
    if (to) await writeFile(to, `${JSON.stringify(document, null, 2)}\n`)
    return document
  },
  show: (document, { values: { to } }) => (to ? `Written to ${to}` : JSON.stringify(document, null, 2)),
})
