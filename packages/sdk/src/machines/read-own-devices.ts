import { type DeviceInfo, readDevices } from '@nodeyard/tensor/proof'
import type { Connection } from '../client.ts'
import { listSupportedGpus } from './list-supported-gpus.ts'

/**
 * The devices of this computer, as the system describes them. What NVIDIA's tool does not say (the number of
 * multiprocessors) is taken from the server's table of kinds.
 */
export async function readOwnDevices(server: Connection): Promise<DeviceInfo[]> {
  const kinds = Object.values(await listSupportedGpus(server))
  return readDevices((name) => {
    const kind = kinds.find(({ model_name_check: check }) => new RegExp(check).test(name))
    return kind && { processors: kind.processors, max_threads_per_processor: kind.max_threads_per_processor }
  })
}
