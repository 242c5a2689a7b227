import { createHash } from 'node:crypto'

/** What a machine says of one of its devices, and what a proof is bound to. */
export interface DeviceInfo {
  uuid: string
  name: string
  /** Bytes. */
  memory: number
  major?: number | null
  minor?: number | null
  processors: number
  sxm?: boolean | null
  /** kHz */
  clock_rate: number
  max_threads_per_processor: number
  concurrent_kernels?: boolean | null
  ecc?: boolean | null
}

/**
 * What identifies a device: the fields the inventory keeps as they were sent. The others it takes from its
 * own table where that has them.
 */
const IDENTITY = ['uuid', 'name', 'memory', 'processors', 'clock_rate', 'max_threads_per_processor'] as const

/** A challenge: 32 random bytes in hex, the first of which chooses the device. */
export const CHALLENGE_PATTERN = /^[0-9a-f]{64}$/

export function challengedDevice(challenge: string, count: number): number {
  return Number.parseInt(challenge.slice(0, 2), 16) % count
}

/** What a machine with these devices answers to a device-info challenge. */
export function answerChallenge(challenge: string, devices: readonly DeviceInfo[]): string {
  const device = devices[challengedDevice(challenge, devices.length)]!
  const identity = IDENTITY.map((name) => device[name])
  return createHash('sha256')
    .update(`${challenge}:${JSON.stringify(identity)}`)
    .digest('hex')
}
