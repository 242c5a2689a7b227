import { revokeKey } from '../accounts/revoke-key.ts'
import { defineCommand } from '../cli/command.ts'
import { readLine } from '../cli/read-stdin.ts'

export default defineCommand({
  usage: '<key>',
  summary: 'End a key, by its id, its shown prefix or its text ("-": from standard input)',
  options: {},
  async run({ positionals: [key] }, { server }) {
    return revokeKey(server, key === '-' ? await readLine() : key!)
  },
  show: ({ id, name }) => `Revoked ${id} (${name})`,
})
