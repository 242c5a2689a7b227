import { Fault } from '../../fault.ts'

/** A version number's three parts. */
export interface VersionNumber {
  major: number
  minor: number
  patch: number
}

/** The parts of a number that may be registered: three whole numbers of at most 9 digits, no leading zero. */
export const VERSION_PATTERN = '^(0|[1-9]\\d{0,8})\\.(0|[1-9]\\d{0,8})\\.(0|[1-9]\\d{0,8})$'

const VERSION = new RegExp(VERSION_PATTERN)

/** @returns undefined for anything but X.Y.Z */
export function findVersionNumber(text: string): VersionNumber | undefined {
  const parts = VERSION.exec(text)
  return parts ? { major: Number(parts[1]), minor: Number(parts[2]), patch: Number(parts[3]) } : undefined
}

/**
 * @param at where the number stands in the request
 * @throws Fault `validation_failed` that says what is wrong with it
 */
export function parseVersionNumber(
  text: string,
  at: readonly (string | number)[] = ['body', 'version'],
): VersionNumber {
  const number = findVersionNumber(text)
  if (number) return number
  const message = `${JSON.stringify(text.slice(0, 60))} is not a version: ${findProblem(text)}`
  throw new Fault('validation_failed', message, {
    field: String(at.at(-1)),
    issues: [{ loc: [...at], message, type: 'value_error' }],
  })
}

function findProblem(text: string): string {
  if (/^\d+\.\d+\.\d+-/.test(text)) return 'pre-releases are not taken, only X.Y.Z'
  if (/^\d+\.\d+\.\d+\+/.test(text)) return 'build metadata is not taken, only X.Y.Z'
  if (/^v\d/i.test(text)) return 'write it without the "v", as X.Y.Z'
  if (/^\d+\.\d+\.\d+$/.test(text)) return 'a part has at most 9 digits and no leading zero'
  return 'three whole numbers are needed, X.Y.Z'
}

/** Negative when `a` is the older one. */
export function compareVersionNumbers(a: VersionNumber, b: VersionNumber): number {
  return a.major - b.major || a.minor - b.minor || a.patch - b.patch
}

/** The versions from `from` up to but without `below`. */
export interface VersionRange {
  from: VersionNumber
  below: VersionNumber
}

const CARET = /^\^(0|[1-9]\d{0,8})(?:\.(0|[1-9]\d{0,8}))?(?:\.(0|[1-9]\d{0,8}))?$/

/**
 * Reads `^1`, `^1.2` or `^1.2.3`: everything from there that keeps the leftmost part that is not zero.
 *
 * @returns undefined for anything else
 */
export function findCaretRange(text: string): VersionRange | undefined {
  const [, major, minor, patch] = CARET.exec(text) ?? []
  if (major === undefined) return undefined
  const from = { major: Number(major), minor: Number(minor ?? 0), patch: Number(patch ?? 0) }
  return { from, below: endOfCaret(from, minor === undefined, patch === undefined) }
}

function endOfCaret({ major, minor, patch }: VersionNumber, isMajorOnly: boolean, hasNoPatch: boolean) {
  if (major > 0 || isMajorOnly) return { major: major + 1, minor: 0, patch: 0 }
  if (minor > 0 || hasNoPatch) return { major, minor: minor + 1, patch: 0 }
  return { major, minor, patch: patch + 1 }
}
