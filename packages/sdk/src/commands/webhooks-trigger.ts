import { defineCommand, UsageError } from '../cli/command.ts'
import { type MadeUpEvent, triggerEvent } from '../webhooks/trigger-event.ts'

export default defineCommand({
  usage: '<type>',
  summary: 'Make an event up, to try out what hears of it',
  details: 'In test mode only. For example: webhooks trigger payout.paid --data \'{"amount": 4900}\'',
  options: { data: { type: 'string', value: 'json', summary: 'what it is about (data.object)' } },
  run({ positionals: [type = ''], values: { data } }, { server }) {
    const event: MadeUpEvent = { type: type as MadeUpEvent['type'] }
    return triggerEvent(server, data === undefined ? event : { ...event, object: parse(data) })
  },
  show: ({ id, type }) => `${id} ${type}`,
})

function parse(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text)
    if (value !== null && typeof value === 'object' && !Array.isArray(value))
      return value as Record<string, unknown>
  } catch {}
  throw new UsageError('--data must be a JSON object.')
}
