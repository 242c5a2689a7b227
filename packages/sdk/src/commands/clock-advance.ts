import { defineCommand, UsageError } from '../cli/command.ts'
import { seconds } from '../cli/duration.ts'
import { advanceTestClock, listTestClocks } from '../commerce/test-clocks.ts'

export default defineCommand({
  usage: '<by-or-to>',
  summary: 'Go forward in test mode, and do everything that is due on the way',
  details: 'By a time such as 30d or 12h, or to one: clock advance 2027-01-01T00:00:00Z',
  options: { clock: { type: 'string', value: 'id', summary: 'which (default the only one)' } },
  async run({ positionals: [target = ''], values }, { server, progress }) {
    const clocks = await listTestClocks(server)
    const clock = values.clock ? clocks.find(({ id }) => id === values.clock) : clocks[0]
    if (!clock) throw new UsageError('There is no such test clock: make one with clock create.')
    if (!values.clock && clocks.length > 1)
      throw new UsageError('There are several test clocks: say which with --clock.')
    const to = /^\d{4}-/.test(target)
      ? target
      : new Date(Date.parse(clock.frozen_time) + seconds(target, 'by') * 1000).toISOString()
    progress.begin(`Advancing to ${to}`)
    return advanceTestClock(server, clock.id, to)
  },
  show: ({ id, frozen_time: time }) => `${id} stands at ${time}`,
})
