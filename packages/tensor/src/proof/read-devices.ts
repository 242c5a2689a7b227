import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { availableParallelism, cpus, hostname, totalmem } from 'node:os'
import { promisify } from 'node:util'
import type { DeviceInfo } from './device-info.ts'

/** What `nvidia-smi` does not say, by the name of the device. */
export type FindMissing = (
  name: string,
) => { processors: number; max_threads_per_processor: number } | undefined

const run = promisify(execFile)

const FIELDS = ['uuid', 'name', 'memory.total', 'compute_cap', 'clocks.max.sm', 'ecc.mode.current']

/**
 * The devices of this computer, as the system describes them: its NVIDIA GPUs, or its processor when it has
 * none.
 *
 * @param findMissing what kinds of device have in common: the driver's tool does not count multiprocessors
 */
export async function readDevices(findMissing: FindMissing): Promise<DeviceInfo[]> {
  const { stdout } = await run('nvidia-smi', [
    `--query-gpu=${FIELDS.join(',')}`,
    '--format=csv,noheader,nounits',
  ]).catch(() => ({ stdout: '' }))
  const gpus = parseNvidiaSmi(stdout, findMissing)
  return gpus.length > 0 ? gpus : [await readProcessor('machine')]
}

/** @throws Error for a GPU that nothing is known of */
export function parseNvidiaSmi(csv: string, findMissing: FindMissing): DeviceInfo[] {
  return csv
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => {
      const [uuid = '', name = '', memory, capability = '', clock, ecc] = line
        .split(',')
        .map((cell) => cell.trim())
      const known = findMissing(name)
      if (!known) throw new Error(`${name} is not among the kinds of device that the server takes`)
      const [major, minor] = capability.split('.').map(Number)
      return {
        uuid,
        name,
        memory: Number(memory) * 1024 ** 2,
        ...(Number.isInteger(major) && Number.isInteger(minor) ? { major: major!, minor: minor! } : {}),
        processors: known.processors,
        sxm: /SXM|HBM3/.test(name),
        clock_rate: Number(clock) * 1000,
        max_threads_per_processor: known.max_threads_per_processor,
        concurrent_kernels: true,
        ecc: ecc === 'Enabled',
      }
    })
}

/**
 * The processor of this computer and its main memory, as a device.
 *
 * @param role who speaks of it: the server's own host and an agent beside it are two machines
 */
export async function readProcessor(role: string): Promise<DeviceInfo> {
  const model = cpus()[0]?.model.trim() || 'unknown'
  const id = createHash('sha256')
    .update(`${await readMachineId()}:${role}`)
    .digest('hex')
  return {
    uuid: `CPU-${[id.slice(0, 8), id.slice(8, 12), id.slice(12, 16), id.slice(16, 20), id.slice(20, 32)].join('-')}`,
    name: `CPU: ${model}`,
    memory: totalmem(),
    processors: availableParallelism(),
    clock_rate: (await readMegahertz(model)) * 1000,
    max_threads_per_processor: 1,
  }
}

async function readMachineId(): Promise<string> {
  const text = await readFile('/etc/machine-id', 'utf8').catch(() => '')
  return text.trim() || hostname()
}

/** The fastest it runs, which does not change from one moment to the next. */
async function readMegahertz(model: string): Promise<number> {
  const most = await readFile('/sys/devices/system/cpu/cpu0/cpufreq/cpuinfo_max_freq', 'utf8').catch(() => '')
  if (Number(most) > 0) return Math.round(Number(most) / 1000)
  const [, gigahertz] = /@\s*([\d.]+)\s*GHz/i.exec(model) ?? []
  if (gigahertz !== undefined) return Math.round(Number(gigahertz) * 1000)
  return Math.max(1, Math.round((cpus()[0]?.speed ?? 0) / 100)) * 100
}
