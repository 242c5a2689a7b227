import { type Hotkey, PURPOSES } from '@nodeyard/tensor/proof'
import type { Connection } from '../client.ts'
import { sendSigned } from './send-signed.ts'

/** Removes a device from the inventory; the deployments on it are stopped first. */
export function deleteMachine(
  server: Connection,
  uuid: string,
  hotkey?: Hotkey,
): Promise<{ node_id: string; deleted: boolean }> {
  const path = `/nodes/${encodeURIComponent(uuid)}`
  return sendSigned(server, hotkey, { method: 'DELETE', path, what: PURPOSES.nodes })
}
