import { Fault } from '../fault.ts'

/** Whether the store said that there is no such object (or, where it does not tell them apart, no such bucket). */
export function isMissing(error: unknown): boolean {
  const { name, $metadata } = error as { name?: string; $metadata?: { httpStatusCode?: number } }
  return name === 'NoSuchKey' || name === 'NotFound' || $metadata?.httpStatusCode === 404
}

/** The store's own failure, as something a client may try again. Its words may hold our account: they stay inside. */
export function toStoreFault(error: unknown): Fault {
  if (error instanceof Fault) return error
  return new Fault('unavailable', 'the object store does not answer', { retryAfter: 5 }, { cause: error })
}
