import { Fault } from '../fault.ts'

const FULL = new Set(['ENOSPC', 'EDQUOT', 'EFBIG'])

/** Whether a system call failed with one of these codes. */
export function hasCode(error: unknown, ...codes: string[]): boolean {
  return codes.includes((error as NodeJS.ErrnoException | undefined)?.code ?? '')
}

/** The error to throw for a failed write: a full disk is something the caller may be told. */
export function toDiskFault(error: unknown): unknown {
  const { code } = error as NodeJS.ErrnoException
  if (code === undefined || !FULL.has(code)) return error
  return new Fault('storage_full', 'there is no room left for these bytes', {}, { cause: error })
}

export function missingBlob(sha256: string): Fault {
  return new Fault('not_found', `there is no blob ${sha256}`, { sha256 })
}

/** @throws Fault `checksum_mismatch` */
export function requireSameHash(sha256: string, expected: string | undefined): void {
  if (expected === undefined || sha256 === expected) return
  throw new Fault('checksum_mismatch', `the bytes have the SHA-256 ${sha256}, not ${expected}`, { sha256 })
}
