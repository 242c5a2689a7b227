import type { Plan } from './run-upload.ts'

const KEY = 'nodeyard-upload'
/** Hashes of smaller files are not worth keeping. Bytes. */
const WORTH = 1_000_000

/** An upload that was begun and did not end, as it is kept across a reload. */
export interface Pending {
  folder: string
  plan: Plan
  /** By stamp: what was read is not read again. */
  hashes: Record<string, string>
}

export function readPending(): Pending | undefined {
  try {
    return JSON.parse(localStorage.getItem(KEY) ?? 'null') ?? undefined
  } catch {
    return undefined
  }
}

export function keepPending(folder: string, plan: Plan, hashes: Iterable<[string, string]> = []): void {
  const large = [...hashes].filter(([stamp]) => Number(stamp.split('\n')[1]) >= WORTH)
  try {
    localStorage.setItem(KEY, JSON.stringify({ folder, plan, hashes: Object.fromEntries(large) }))
  } catch {
    // A full or forbidden storage costs no more than the convenience.
  }
}

export const forgetPending = (): void => localStorage.removeItem(KEY)
