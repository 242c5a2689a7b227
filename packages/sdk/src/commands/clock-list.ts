import { defineCommand } from '../cli/command.ts'
import { table } from '../cli/table.ts'
import { listTestClocks } from '../commerce/test-clocks.ts'

export default defineCommand({
  usage: '',
  summary: 'List your test clocks',
  options: {},
  run: (_input, { server }) => listTestClocks(server),
  show: (clocks) =>
    clocks.length === 0
      ? 'There is no test clock: time is real.'
      : table([
          ['ID', 'OWNER', 'TIME'],
          ...clocks.map((clock) => [clock.id, clock.owner_id, clock.frozen_time]),
        ]),
})
