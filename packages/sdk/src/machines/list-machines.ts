import { answerOf, type Connection } from '../client.ts'

export interface InventoryQuery {
  /** What each hotkey's devices do, in place of counts by kind. */
  detailed?: boolean
  /** Only this kind of device, or only what serves this public model (`owner/name`). */
  model?: string
  /** When detailed: only what belongs to it. */
  hotkey?: string
}

/** The whole inventory: by kind of device how many are busy and idle, or in detail. */
export function listMachines(server: Connection, query: InventoryQuery = {}) {
  return answerOf(server.machines.GET('/nodes/', { params: { query } }))
}
