import type { Selectable } from 'kysely'
import type { DeviceTable } from '../../db/tables/machines.ts'

/** A device as its machine's owner announces it. */
export interface DeviceClaim {
  uuid: string
  name: string
  /** Bytes. */
  memory: number
  major?: number | null | undefined
  minor?: number | null | undefined
  processors: number
  sxm?: boolean | null | undefined
  /** kHz */
  clock_rate: number
  max_threads_per_processor: number
  concurrent_kernels?: boolean | null | undefined
  ecc?: boolean | null | undefined
  device_index: number
  gpu_identifier: string
  verification_host: string
  verification_port: number
}

export type DeviceRow = Selectable<DeviceTable>

export const toFlag = (value: boolean | null | undefined): 0 | 1 | null =>
  value === null || value === undefined ? null : value ? 1 : 0

export const fromFlag = (value: 0 | 1 | null): boolean | null => (value === null ? null : value === 1)
