import { createHmac, timingSafeEqual } from 'node:crypto'

/** Something that happened, as a webhook tells it. */
export interface WebhookEvent {
  id: string
  type: string
  api_version: string
  mode: 'test' | 'live'
  created_at: string
  data: { object: unknown }
}

/** A delivery that is not from the server, was changed on its way, or is too old. */
export class WebhookError extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'WebhookError'
  }
}

/**
 * Makes sure that a delivery comes from the server and has not been changed or kept for long, and answers its
 * event. Deliveries arrive at least once and in any order: tell them apart by the event's `id`.
 *
 * @param delivery.payload the body exactly as it came, before any parsing
 * @param delivery.signature the header `nd-signature`
 * @param delivery.secret the endpoint's, `whsec_…`
 * @param delivery.tolerance how many seconds old it may be (default 300)
 * @throws WebhookError
 *
 * @example
 * const signature = request.headers['nd-signature']
 * const event = verifyWebhook({ payload: rawBody, signature, secret: process.env.NODEYARD_WEBHOOK_SECRET })
 * if (event.type === 'listing.purchased') ship(event.data.object)
 */
export function verifyWebhook(delivery: {
  payload: string | Uint8Array
  signature: string | null | undefined
  secret: string
  tolerance?: number | undefined
}): WebhookEvent {
  const { payload, signature, secret, tolerance = 300 } = delivery
  if (!secret) throw new TypeError('the secret of the endpoint is missing')
  const parts = (signature ?? '').split(',').map((part) => part.trim().split('=', 2) as [string, string?])
  const seconds = Number(parts.find(([name]) => name === 't')?.[1])
  const given = parts.flatMap(([name, value]) => (name === 'v1' && value ? [value] : []))
  if (!Number.isInteger(seconds) || given.length === 0) {
    throw new WebhookError('the header nd-signature is missing or malformed')
  }
  const right = createHmac('sha256', secret).update(`${seconds}.`).update(payload).digest()
  if (!given.some((text) => isSame(Buffer.from(text, 'hex'), right))) {
    throw new WebhookError('the signature does not fit: another secret, or a body that was changed')
  }
  if (Math.abs(Date.now() / 1000 - seconds) > tolerance) {
    throw new WebhookError('the delivery is too old, or the clock here is wrong')
  }
  return JSON.parse(typeof payload === 'string' ? payload : new TextDecoder().decode(payload)) as WebhookEvent
}

const isSame = (a: Buffer, b: Buffer) => a.length === b.length && timingSafeEqual(a, b)
