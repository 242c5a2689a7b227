import type { Connection } from '../client.ts'
import { getGridIdentity, postGrid } from './grid-client.ts'

/**
 * Adds a grid node to a network, by the name it has for itself.
 *
 * @param address where the network reaches it; by default where we do
 * @param key of the node, which the network asks it with; needed where the node wants keys
 */
export async function joinNetwork(
  network: Connection,
  node: Connection,
  address = node.url,
  key?: string,
): Promise<{ id: string; address: string }> {
  const { identity } = await getGridIdentity(node)
  await postGrid(network, '/join', {
    'node-id': identity,
    'node-address': address,
    ...(key === undefined ? {} : { 'node-key': key }),
  })
  return { id: identity, address }
}
