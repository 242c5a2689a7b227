import { Fault } from '../fault.ts'

const FULL = new Set(['ENOSPC', 'EDQUOT', 'EFBIG'])

/** Whether a system call failed with this code. */
export function hasCode(error: unknown, ...codes: string[]): boolean {
  return codes.includes((error as NodeJS.ErrnoException | undefined)?.code ?? '')
}

/** The error to throw for a failed write: a full disk is something the caller may be told. */
export function toDiskFault(error: unknown): unknown {
  const { code } = error as NodeJS.ErrnoException
  if (code === undefined || !FULL.has(code)) return error
  return new Fault('storage_full', 'there is no room left for these bytes', {}, { cause: error })
}
