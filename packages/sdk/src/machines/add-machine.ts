import { type DeviceInfo, type Hotkey, hashOf } from '@nodeyard/tensor/proof'
import type { Connection } from '../client.ts'
import type { operations } from '../generated/machines.gen.ts'
import { listSupportedGpus } from './list-supported-gpus.ts'
import { sendSigned } from './send-signed.ts'

export type AddedMachine = operations['addNodes']['responses'][202]['content']['application/json']

export interface NewMachine {
  /** What you call the machine. */
  serverId: string
  serverName?: string | undefined
  devices: readonly DeviceInfo[]
  /** Where its agent answers the server. */
  host: string
  port: number
  /** The key that owns it; without one, the API key's account does. */
  hotkey?: Hotkey | undefined
  /** Without a hotkey: the organisation it is for, by its slug. */
  owner?: string | undefined
}

/**
 * Adds a machine to the inventory; the server then has its agent prove what it is. `task_id` of the answer is
 * what to ask `getVerification` for. Doing it again is safe.
 *
 * The `seed` in the answer has more digits than a number holds.
 */
export async function addMachine(server: Connection, machine: NewMachine): Promise<AddedMachine> {
  const kinds = Object.entries(await listSupportedGpus(server))
  const identifierOf = (name: string) => {
    const found = kinds.find(([, { model_name_check: check }]) => new RegExp(check).test(name))
    if (!found) throw new Error(`the server takes no ${name}: nodeyard machine supported lists what it takes`)
    return found[0]
  }
  const body = JSON.stringify({
    server_id: machine.serverId,
    ...(machine.serverName === undefined ? {} : { server_name: machine.serverName }),
    nodes: machine.devices.map((device, i) => ({
      ...device,
      device_index: i,
      gpu_identifier: identifierOf(device.name),
      verification_host: machine.host,
      verification_port: machine.port,
    })),
  })
  const whose = machine.owner === undefined ? '' : `?owner=${encodeURIComponent(machine.owner)}`
  const call = { method: 'POST', path: `/nodes/${whose}`, what: hashOf(body), body }
  return sendSigned<AddedMachine>(server, machine.hotkey, call)
}
