import { answerOf, type Connection } from '../client.ts'

/**
 * Replaces a key by a new one of the same kind; its text is in `secret`, this once.
 *
 * @param key its id or the prefix that is shown of it
 * @param options.overlapSeconds how long the old one goes on (default a day); 0 ends it at once
 */
export function rotateKey(server: Connection, key: string, options: { overlapSeconds?: number } = {}) {
  const { overlapSeconds } = options
  return answerOf(
    server.marketplace.POST('/v1/keys/{id}/rotate', {
      params: { path: { id: key } },
      body: overlapSeconds === undefined ? {} : { overlap_seconds: overlapSeconds },
    }),
  )
}
