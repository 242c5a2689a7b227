import { type Hotkey, signRequest } from '@nodeyard/tensor/proof'
import type { Connection } from '../client.ts'

export interface SignedCall {
  method: string
  path: string
  /** What the route wants signed: a purpose, or the hash of the body. */
  what: string
  body?: string
}

/**
 * Asks the machines' surface as the holder of a hotkey, or with the connection's own API key where there is
 * none.
 */
export async function sendSigned<Answer>(
  server: Connection,
  hotkey: Hotkey | undefined,
  { method, path, what, body }: SignedCall,
): Promise<Answer> {
  const response = await server.fetch(path, {
    method,
    headers: {
      ...(hotkey ? signRequest(hotkey, what) : {}),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body }),
  })
  return (await response.json()) as Answer
}
