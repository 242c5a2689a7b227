import type { Generated } from 'kysely'
import type { Flag } from '../tables.ts'

export interface MachinesTables {
  hotkey: HotkeyTable
  seen_signature: { digest: string; expires_at: number }
  machine: MachineTable
  device: DeviceTable
  device_history: {
    id: string
    uuid: string
    hotkey: string
    created_at: number
    deleted_at: number | null
  }
}

export interface HotkeyTable {
  /** SS58, network 42. */
  address: string
  account_id: string
  kind: 'bound' | 'server'
  name: Generated<string>
  blocked_reason: string | null
  created_at: number
}

export interface MachineTable {
  id: string
  account_id: string
  hotkey: string
  server_id: string
  server_name: string | null
  host: string
  port: number
  /** A 63-bit integer, as text. */
  seed: string
  is_own: Generated<Flag>
  state: 'pending' | 'verified' | 'failed'
  /** Why the last verification failed: for programs, and for people. */
  reason: string | null
  error: string | null
  /** JSON: what the last verification measured. */
  figures: string | null
  agent_key: string | null
  /** Verifications that failed one after another. */
  attempts: Generated<number>
  verified_at: number | null
  /** When the next verification is due; null never. */
  check_at: number | null
  claim: string | null
  claimed_until: number | null
  ping_at: number | null
  seen_at: number | null
  misses: Generated<number>
  silent_at: number | null
  created_at: number
  updated_at: number
  deleted_at: number | null
}

export interface DeviceTable {
  uuid: string
  machine_id: string
  /** Its place among the devices of its machine. */
  position: number
  gpu_identifier: string
  name: string
  /** Bytes. */
  memory: number
  major: number | null
  minor: number | null
  processors: number
  sxm: Flag | null
  /** kHz */
  clock_rate: number
  max_threads_per_processor: number
  concurrent_kernels: Flag | null
  ecc: Flag | null
  device_index: number
  created_at: number
}
