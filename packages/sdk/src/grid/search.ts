import type { Connection } from '../client.ts'
import { askGrid, type GridPair, postGrid } from './grid-client.ts'

/** What a node, or the nodes of a network, have. */
export interface GridFound {
  /** The nodes that have it; on a node, whether it has it itself. */
  found: GridPair[] | boolean
  /** Who could not be asked, and why: as the network says it. */
  unreachable: string[]
}

/** Whether there is a dataset that every term fits: a tag, an id, or a part of its description. */
export async function searchGridDatasets(server: Connection, query: readonly string[]): Promise<GridFound> {
  const response = await server.fetch('search', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query }),
  })
  const body = (await response.json()) as GridPair[] | { content: boolean }
  return { found: Array.isArray(body) ? body : body.content, unreachable: unreachableOf(response) }
}

/** The nodes of a network that host a model. */
export async function searchGridModel(server: Connection, id: string): Promise<GridFound> {
  const response = await server.fetch('search-model', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ model_id: id }),
  })
  return { found: (await response.json()) as GridPair[], unreachable: unreachableOf(response) }
}

/** Where the shares of an encrypted model are. */
export function searchEncryptedModels(
  server: Connection,
  id: string,
): Promise<{ workers: GridPair[]; crypto_provider: GridPair }> {
  return postGrid(server, '/search-encrypted-models', { model_id: id })
}

/** The ids of a network's nodes. */
export async function listNetworkNodes(server: Connection): Promise<string[]> {
  return (await askGrid<{ 'grid-nodes': string[] }>(server, '/connected-nodes'))['grid-nodes']
}

function unreachableOf(response: Response): string[] {
  const named = response.headers.get('x-grid-unreachable')
  return named === null ? [] : named.split(', ').map((one) => decodeURIComponent(one))
}
