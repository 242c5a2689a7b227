import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { promisify } from 'node:util'

/** What a process and those it has started hold in memory, in bytes; 0 when it cannot be known (it may be gone). */
export async function memoryOf(pid: number): Promise<number> {
  if (process.platform !== 'linux') return residentByPs(pid)
  const [own, children] = await Promise.all([
    readFile(`/proc/${pid}/status`, 'utf8').catch(() => ''),
    readFile(`/proc/${pid}/task/${pid}/children`, 'utf8').catch(() => ''),
  ])
  const resident = Number(/^VmRSS:\s+(\d+) kB/m.exec(own)?.[1] ?? 0) * 1024
  const started = await Promise.all(children.split(' ').filter(Boolean).map(Number).map(memoryOf))
  return started.reduce((sum, bytes) => sum + bytes, resident)
}

async function residentByPs(pid: number): Promise<number> {
  const asked = promisify(execFile)('ps', ['-o', 'rss=', '-p', String(pid)])
  const { stdout } = await asked.catch(() => ({ stdout: '' }))
  return (Number(stdout) || 0) * 1024
}
