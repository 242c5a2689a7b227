import { defineCommand } from '../cli/command.ts'
import { createTestClock } from '../commerce/test-clocks.ts'

export default defineCommand({
  usage: '',
  summary: 'Give your account a time of its own in test mode',
  details: 'From then on trials, renewals and payouts happen when you advance it: clock advance 30d',
  options: {
    at: { type: 'string', value: 'time', summary: 'where to begin (default now)' },
    owner: { type: 'string', value: 'org', summary: 'of an organisation of yours' },
  },
  run: ({ values: { at, owner } }, { server }) =>
    createTestClock(server, { ...(at ? { frozen_time: at } : {}), ...(owner ? { owner } : {}) }),
  show: ({ id, frozen_time: time }) => `${id} stands at ${time}`,
})
