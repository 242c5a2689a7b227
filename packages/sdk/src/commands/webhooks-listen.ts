import { defineCommand, UsageError } from '../cli/command.ts'
import { type Forwarded, forwardEvents, newWebhookSecret } from '../webhooks/forward-events.ts'

export default defineCommand({
  usage: '',
  summary: 'Show events as they happen, and forward them to an address on this computer',
  details:
    'Forwarded events are signed with --secret, or with one that is made up and printed first. ' +
    'For example: webhooks listen --forward-to http://localhost:3000/hook',
  options: {
    'forward-to': { type: 'string', value: 'url', summary: 'where each event is posted' },
    secret: { type: 'string', value: 'whsec_…', summary: 'what the receiver verifies with' },
    event: { type: 'string', value: 'type', summary: 'only this type' },
    owner: { type: 'string', value: 'org', summary: "an organisation's events in place of yours" },
  },
  async *run({ values }, { server, signal, progress }) {
    const to = values['forward-to']
    if (to !== undefined && !URL.canParse(to)) throw new UsageError('--forward-to must be a whole address.')
    const secret = values.secret ?? newWebhookSecret()
    if (to !== undefined && values.secret === undefined) yield { secret }
    progress.note('Waiting for what happens; Ctrl-C ends it.')
    yield* forwardEvents(server, {
      to,
      secret,
      signal,
      owner: values.owner,
      // Which types there are is the server's to say.
      type: values.event as NonNullable<Parameters<typeof forwardEvents>[1]['type']> | undefined,
    } as Parameters<typeof forwardEvents>[1])
  },
  show: (result: { secret: string } | Forwarded) =>
    'secret' in result ? `verify with the secret ${result.secret}` : line(result),
})

function line({ event, status, error }: Forwarded): string {
  const answer = error ?? (status === null ? '' : `→ ${status}`)
  return `${event.created_at} ${event.type.padEnd(28)} ${event.id} ${answer}`.trimEnd()
}
