import { listKeys } from '../accounts/list-keys.ts'
import { defineCommand } from '../cli/command.ts'
import { table } from '../cli/table.ts'
import { take } from '../pages.ts'

export default defineCommand({
  usage: '',
  summary: 'List your keys',
  options: { all: { type: 'boolean', summary: 'those that were revoked or ended, too' } },
  async run({ values: { all } }, { server }) {
    const keys = await take(listKeys(server))
    const isOver = (key: (typeof keys)[number]) => key.revoked_at !== null || isPast(key.expires_at)
    return all ? keys : keys.filter((key) => !isOver(key))
  },
  show: (keys) =>
    table([
      ['ID', 'NAME', 'MODE', 'KEY', 'LAST USED', 'ENDS', 'SCOPES'],
      ...keys.map((key) => [
        key.id,
        key.name,
        key.mode,
        `${key.prefix}…${key.last4}`,
        key.last_used_at ?? 'never',
        key.revoked_at ? 'revoked' : (key.expires_at ?? 'never'),
        key.scopes.join(' '),
      ]),
    ]),
})

const isPast = (time: string | null) => time !== null && Date.parse(time) <= Date.now()
