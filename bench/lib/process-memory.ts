import { readFileSync, writeFileSync } from 'node:fs'

/** What a process holds in memory now, and the most since the last `startPeak`. Bytes. Linux only. */
export function memoryOf(pid: number): { now: number; peak: number } {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8')
  const kilobytes = (name: string) => Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(status)?.[1])
  return { now: kilobytes('VmRSS') * 1024, peak: kilobytes('VmHWM') * 1024 }
}

/** Begins a new peak: what was used before does not count any more. */
export function startPeak(pid: number): void {
  writeFileSync(`/proc/${pid}/clear_refs`, '5')
}
