import type { Connection } from '../client.ts'

/** Asks a grid node; `path` begins with a slash. @throws ApiError with what the node said */
export async function askGrid<Answer>(
  server: Connection,
  path: string,
  init: RequestInit = {},
): Promise<Answer> {
  const response = await server.fetch(path.replace(/^\//, ''), init)
  return (await response.json()) as Answer
}

/** The same with a JSON body. */
export function postGrid<Answer>(server: Connection, path: string, body: unknown): Promise<Answer> {
  return askGrid(server, path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
}

export type GridPair = [id: string, address: string]

/** What a node says of itself. */
export interface GridIdentity {
  identity: string
  role: 'node' | 'network'
  auth: 'open' | 'key'
}

export async function getGridIdentity(server: Connection): Promise<GridIdentity> {
  const [{ identity }, { role, auth }] = await Promise.all([
    askGrid<{ identity: string }>(server, '/identity'),
    askGrid<{ role: 'node' | 'network'; auth: 'open' | 'key' }>(server, '/status'),
  ])
  return { identity, role, auth }
}
