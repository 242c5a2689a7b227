import type Stripe from 'stripe'
import { ProviderUnknown } from './provider.ts'

/** Stripe forgets idempotency keys after a day: from then on the same request is a new one. */
const KEY_MS = 23 * 3600_000

interface Keyed {
  id: string
  metadata: Stripe.Metadata | null
}

/**
 * What a request has made whose key Stripe may have forgotten: a server that was down for a day must not take
 * or give money a second time. Every request leaves its key in the metadata of what it makes.
 *
 * @param list what to look through, asked only when it is that long ago
 * @returns undefined where nothing was made, or the key itself still tells
 * @throws ProviderUnknown when Stripe does not say: then nothing may be made either
 */
export async function findMade<Thing extends Keyed>(
  { key, askedAt }: { key: string; askedAt: number },
  list: () => AsyncIterable<Thing>,
): Promise<Thing | undefined> {
  if (Date.now() - askedAt < KEY_MS) return undefined
  try {
    for await (const thing of list()) if (thing.metadata?.key === key) return thing
  } catch (error) {
    throw new ProviderUnknown('the payment provider did not say what was made of a request', { cause: error })
  }
  return undefined
}
