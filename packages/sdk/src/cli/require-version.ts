import type { VersionTarget } from '../artifacts/set-alias.ts'
import type { Target } from '../reference.ts'
import { UsageError } from './command.ts'

/** A target whose version was said; what changes something must not guess it. */
export function requireVersion({ org, name, version }: Target, ref: string): VersionTarget {
  if (version === undefined) throw new UsageError(`"${ref}" names no version: write ${org}/${name}@X.Y.Z.`)
  return { org, name, version }
}
