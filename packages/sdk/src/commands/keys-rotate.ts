import { rotateKey } from '../accounts/rotate-key.ts'
import { defineCommand } from '../cli/command.ts'
import { seconds } from '../cli/duration.ts'
import { showNewKey } from '../cli/show-key.ts'

export default defineCommand({
  usage: '<key>',
  summary: 'Replace a key by a new one of the same kind',
  options: {
    overlap: {
      type: 'string',
      value: 'time',
      summary: 'how long the old one goes on (default 1d; 0 ends it now)',
    },
  },
  run({ positionals: [key], values: { overlap } }, { server }) {
    return rotateKey(
      server,
      key!,
      overlap === undefined ? {} : { overlapSeconds: seconds(overlap, 'overlap') },
    )
  },
  show: showNewKey,
})
