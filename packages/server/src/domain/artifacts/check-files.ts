import { Fault, type FaultIssue } from '../../fault.ts'
import { compareCodePoints } from './artifacts-hash.ts'
import type { VersionFile } from './versions.ts'

export const MAX_FILES = 10_000

/** Bytes of UTF-8. */
const MAX_PATH = 1024
const MAX_SEGMENT = 255

/** Telling the same of ten thousand files helps nobody. */
const MAX_ISSUES = 20

type Location = readonly (string | number)[]

/**
 * Checks what a version is to hold, so that it can be unpacked on every system as it was meant.
 *
 * @param at where the list stands in the request
 * @returns the files in the order of their paths
 * @throws Fault `validation_failed` that lists what is wrong with which file
 */
export function checkFiles(files: readonly VersionFile[], at: Location): VersionFile[] {
  if (files.length === 0) throw refuse([issue([...at], 'must hold at least one file')])
  if (files.length > MAX_FILES) {
    throw refuse([issue([...at], `holds ${files.length} files; at most ${MAX_FILES} are allowed`)])
  }
  const issues: FaultIssue[] = []
  const folders = new Set<string>()
  const taken = new Map<string, string>()
  const sizes = new Map<string, number>()
  files.forEach(({ path, sha256, size }, index) => {
    const problem = findPathProblem(path) ?? findClash(path, taken)
    if (problem) issues.push(issue([...at, index, 'path'], `${quote(path)} ${problem}`))
    else for (const folder of foldersOf(fold(path))) folders.add(folder)
    if ((sizes.get(sha256) ?? size) !== size) {
      issues.push(issue([...at, index, 'size'], 'is not the size said before of the same bytes'))
    }
    sizes.set(sha256, size)
  })
  files.forEach(({ path }, index) => {
    if (folders.has(fold(path))) {
      issues.push(issue([...at, index, 'path'], `${quote(path)} is also a folder of another file`))
    }
  })
  if (issues.length > 0) throw refuse(issues)
  return files.toSorted((a, b) => compareCodePoints(a.path, b.path))
}

/** What is wrong with a path by itself, or undefined. */
export function findPathProblem(path: string): string | undefined {
  if (path === '') return 'is empty'
  if (!path.isWellFormed()) return 'is not valid Unicode'
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
  if (/[\u0000-\u001f\u007f-\u009f]/.test(path)) return 'holds a control character'
  if (path.includes('\\')) return 'holds a "\\": folders are separated by "/"'
  if (path.startsWith('/') || /^[a-z]:/i.test(path)) return 'is absolute: it must be relative to the root'
  const segments = path.split('/')
  if (segments.includes('..') || segments.includes('.')) return 'holds "." or ".." as a folder'
  if (segments.includes('')) return 'holds an empty folder name'
  if (Buffer.byteLength(path) > MAX_PATH) return `is longer than ${MAX_PATH} bytes`
  if (segments.some((segment) => Buffer.byteLength(segment) > MAX_SEGMENT)) {
    return `has a part longer than ${MAX_SEGMENT} bytes`
  }
  return undefined
}

/** Paths that are one file on a system which ignores case or composes letters would overwrite each other there. */
const fold = (path: string) => path.normalize('NFC').toLowerCase()

function findClash(path: string, taken: Map<string, string>): string | undefined {
  const other = taken.get(fold(path))
  taken.set(fold(path), path)
  if (other === undefined) return undefined
  return other === path ? 'stands there twice' : `and ${quote(other)} are one file on many systems`
}

function* foldersOf(path: string) {
  for (let end = path.indexOf('/'); end !== -1; end = path.indexOf('/', end + 1)) yield path.slice(0, end)
}

const quote = (path: string) =>
  JSON.stringify(path.length > 100 ? `${path.slice(0, 100)}…` : path).toWellFormed()

const issue = (loc: (string | number)[], message: string): FaultIssue => ({
  loc,
  message,
  type: 'value_error',
})

function refuse(issues: FaultIssue[]): Fault {
  const [first] = issues
  return new Fault('validation_failed', first!.message, { issues: issues.slice(0, MAX_ISSUES) })
}
