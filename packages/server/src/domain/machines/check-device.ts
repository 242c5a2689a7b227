import { type DeviceClaim, toFlag } from './device.ts'
import { refuse } from './refuse.ts'
import type { GpuKind, SupportedGpus } from './supported-gpu.ts'

/** A GB has a tenth more bytes for some than for others. */
const BINARY_GB = 1.024 ** 3
const FASTEST = 1.1

/**
 * Checks that a device is of a kind we know, and as that kind is.
 *
 * @throws Fault `invalid_request` with a reason
 */
export function checkDevice(gpus: SupportedGpus, claim: DeviceClaim): GpuKind {
  const kind = gpus.findByName(claim.name)
  if (!kind) throw wrong('gpu_unsupported', `${claim.name.slice(0, 100)} is not supported`)
  if (kind.id !== claim.gpu_identifier) {
    const message = `gpu_identifier ${claim.gpu_identifier.slice(0, 100)} does not fit ${claim.name.slice(0, 100)}, which is ${kind.id}`
    throw wrong('gpu_identifier_mismatch', message)
  }
  const gigabytes = Math.floor(claim.memory / 1e9)
  const { memory, max_memory: maxMemory = memory } = kind
  if (!(gigabytes >= memory - 1 && gigabytes <= maxMemory * BINARY_GB + 1)) {
    throw wrong(
      'memory_mismatch',
      `memory is ${claim.memory} bytes, which is not the ${memory} GB of ${kind.id}`,
    )
  }
  const { processors, max_processors: maxProcessors = processors } = kind
  if (!(claim.processors >= processors && claim.processors <= maxProcessors)) {
    throw wrong('processors_mismatch', `processors is ${claim.processors}, but ${kind.id} has ${processors}`)
  }
  const megahertz = claim.clock_rate / 1000
  const { base, boost } = kind.clock_rate
  if (!(megahertz >= base && megahertz <= boost * FASTEST)) {
    throw wrong(
      'clock_rate_mismatch',
      `clock_rate is ${megahertz} MHz, but ${kind.id} runs at ${base} to ${boost}`,
    )
  }
  const port = claim.verification_port
  if (port < 80 || port > 65_535) throw wrong('port_invalid', 'verification_port must be 80 to 65535')
  return kind
}

/** What the inventory keeps of a claim: what the kind's row says of it, the row says. */
export const deviceRow = (kind: GpuKind, claim: DeviceClaim) => ({
  uuid: claim.uuid,
  gpu_identifier: kind.id,
  name: claim.name,
  memory: claim.memory,
  major: kind.major ?? claim.major ?? null,
  minor: kind.minor ?? claim.minor ?? null,
  processors: claim.processors,
  sxm: toFlag(kind.sxm ?? claim.sxm),
  clock_rate: claim.clock_rate,
  max_threads_per_processor: claim.max_threads_per_processor,
  concurrent_kernels: toFlag(kind.concurrent_kernels ?? claim.concurrent_kernels),
  ecc: toFlag(kind.ecc ?? claim.ecc),
  device_index: claim.device_index,
})

const wrong = (reason: string, which: string) =>
  refuse('invalid_request', reason, `GPU parameter validation error: ${which}`)
