import { defineCommand, UsageError } from '../cli/command.ts'
import { seconds } from '../cli/duration.ts'
import { resendWebhooks } from '../webhooks/resend-webhooks.ts'

export default defineCommand({
  usage: '<endpoint> [event]',
  summary: 'Tell an address again: of one event, or of all since a time',
  details: 'For example: webhooks resend whe_… --since 2h --undelivered',
  options: {
    since: { type: 'string', value: 'time', summary: 'how long ago it begins, as 2h, or a date' },
    undelivered: { type: 'boolean', summary: 'only what it has not taken yet' },
  },
  async run({ positionals: [id = '', event], values: { since, undelivered = false } }, { server }) {
    if ((event === undefined) === (since === undefined))
      throw new UsageError('Name an event, or give --since.')
    const what = event === undefined ? { since: moment(since!), undeliveredOnly: undelivered } : { event }
    return { resent: await resendWebhooks(server, id, what) }
  },
  show: ({ resent }) => `${resent} ${resent === 1 ? 'event is' : 'events are'} sent again`,
})

const moment = (text: string) =>
  Number.isNaN(Date.parse(text)) ? new Date(Date.now() - seconds(text, 'since') * 1000) : new Date(text)
