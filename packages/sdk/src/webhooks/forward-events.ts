import { createHmac, randomBytes } from 'node:crypto'
import type { Connection } from '../client.ts'
import { followEvents } from './follow-events.ts'
import type { Event, EventFilters } from './list-events.ts'

export interface Forwarded {
  event: Event
  /** What the address answered; null when it did not, or when nothing is forwarded. */
  status: number | null
  error: string | null
}

/** A secret for one sitting of `forwardEvents`. */
export const newWebhookSecret = (): string => `whsec_test_${randomBytes(32).toString('base64')}`

/** The headers a delivery carries, in both spellings. */
export function signWebhook(secret: string, id: string, payload: string): Record<string, string> {
  const seconds = Math.floor(Date.now() / 1000)
  const sign = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text)
  const standard = Buffer.from(secret.replace(/^whsec_(?:test_|live_)?/, ''), 'base64')
  return {
    'content-type': 'application/json; charset=utf-8',
    'nd-signature': `t=${seconds},v1=${sign(secret, `${seconds}.${payload}`).digest('hex')}`,
    'webhook-id': id,
    'webhook-timestamp': String(seconds),
    'webhook-signature': `v1,${sign(standard, `${id}.${seconds}.${payload}`).digest('base64')}`,
  }
}

/**
 * Posts every event, as it happens, to an address that only this computer may reach, signed as the server
 * would sign it: for writing a receiver before there is an endpoint. An event is posted once.
 *
 * @param options.to without it nothing is posted
 * @param options.secret what the receiver verifies with
 */
export async function* forwardEvents(
  server: Connection,
  options: Pick<EventFilters, 'type' | 'owner'> & {
    to?: string | undefined
    secret: string
    signal?: AbortSignal | undefined
  },
): AsyncGenerator<Forwarded, void> {
  const { to, secret, ...filters } = options
  for await (const event of followEvents(server, filters)) {
    if (to === undefined) yield { event, status: null, error: null }
    else yield { event, ...(await post(to, secret, event)) }
  }
}

async function post(to: string, secret: string, event: Event): Promise<Omit<Forwarded, 'event'>> {
  const body = JSON.stringify(event)
  try {
    const headers = signWebhook(secret, event.id, body)
    const signal = AbortSignal.timeout(10_000)
    const response = await fetch(to, { method: 'POST', headers, body, redirect: 'manual', signal })
    await response.body?.cancel()
    return { status: response.status, error: null }
  } catch (error) {
    const { message, cause } = error as Error
    return { status: null, error: (cause as Error | undefined)?.message || message }
  }
}
