import { defineCommand } from '../cli/command.ts'
import { table } from '../cli/table.ts'
import { listHotkeys } from '../hotkeys/list-hotkeys.ts'
import { take } from '../pages.ts'

export default defineCommand({
  usage: '',
  summary: 'List the hotkeys of your account',
  options: { owner: { type: 'string', value: 'org', summary: 'of an organisation of yours' } },
  run: ({ values: { owner } }, { server }) => take(listHotkeys(server, owner ? { owner } : {})),
  show: (hotkeys) =>
    hotkeys.length === 0
      ? 'There are none: nodeyard hotkey create makes one.'
      : table([
          ['HOTKEY', 'NAME', 'BLOCKED'],
          ...hotkeys.map(({ hotkey, name, blocked_reason: blocked }) => [hotkey, name, blocked]),
        ]),
})
