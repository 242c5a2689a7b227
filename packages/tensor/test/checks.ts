import { readdirSync } from 'node:fs'
import type { OpCheck } from '../src/reference/op-check.ts'

const OPS = new URL('../src/ops/', import.meta.url)

/** The `check` of every op file, by the op's name: a new op enters by existing. */
export async function loadChecks(): Promise<Map<string, OpCheck>> {
  await import('../src/index.ts')
  const checks = new Map<string, OpCheck>()
  for (const file of readdirSync(OPS)) {
    const { check } = (await import(new URL(file, OPS).href)) as { check?: OpCheck }
    if (!check) throw new Error(`src/ops/${file} exports no check`)
    checks.set(check.op.name, check)
  }
  return checks
}
