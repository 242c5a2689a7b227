import type { ArtifactKind } from '../../db/tables.ts'
import { Fault, type FaultIssue } from '../../fault.ts'
import { MANIFESTS, type Manifest } from './manifest.ts'
import type { VersionFile } from './versions.ts'

/** Characters of JSON. */
const MAX_LENGTH = 256 * 1024
const MAX_DEPTH = 20

const ELSEWHERE: Record<string, string> = {
  metrics: 'is set after the version is registered, not in its manifest',
  aliases: 'is set after the version is registered, not in its manifest',
}

export interface ManifestContext {
  kind: ArtifactKind
  owner: string
  name: string
  version: string
  files: readonly VersionFile[]
}

type Location = readonly (string | number)[]

/**
 * Checks what the schema of a manifest cannot say: that nothing unknown is in it, that it agrees with the
 * address and the files it was sent with, and that all text is text.
 *
 * @param at where the manifest stands in the request
 * @returns the manifest without what the address says already
 * @throws Fault `validation_failed` listing everything that is wrong
 */
export function checkManifest(manifest: Manifest, context: ManifestContext, at: Location): Manifest {
  const { kind, files } = context
  const issues: FaultIssue[] = []
  const blame = (field: Location, message: string, type = 'value_error') =>
    issues.push({ loc: [...at, ...field], message, type })

  for (const field of Object.keys(manifest)) {
    if (Object.hasOwn(MANIFESTS[kind].properties, field)) continue
    blame([field], ELSEWHERE[field] ?? `is not a field of a ${kind}'s manifest`, 'extra_forbidden')
  }
  const { name, version, ...said } = manifest
  if (name !== undefined && name !== context.name && name !== `${context.owner}/${context.name}`) {
    blame(['name'], `says ${quote(name)}, but the address says ${quote(context.name)}`)
  }
  if (version !== undefined && version !== context.version) {
    blame(['version'], `says ${quote(version)}, but the address says ${quote(context.version)}`)
  }
  const paths = new Set(files.map(({ path }) => path))
  for (const [split, path] of Object.entries(said.splits ?? {})) {
    if (!paths.has(path)) blame(['splits', split], `says ${quote(path)}, which is not among the files`)
  }
  for (const { loc, problem } of findTextProblems(said, [])) blame(loc, problem)
  // Only now: what is nested too deeply cannot be written as JSON.
  if (issues.length === 0 && JSON.stringify(said).length > MAX_LENGTH) {
    blame([], `is longer than ${MAX_LENGTH} characters`)
  }

  const [first] = issues
  if (!first) return said
  const field = first.loc.slice(1).join('.')
  throw new Fault('validation_failed', `${field} ${first.message}`, { field, issues: issues.slice(0, 20) })
}

/** Text that a database or a terminal would choke on, keys included. */
function* findTextProblems(value: unknown, loc: Location): Generator<{ loc: Location; problem: string }> {
  if (typeof value === 'string') {
    const problem = findTextProblem(value)
    if (problem) yield { loc, problem }
  } else if (loc.length > MAX_DEPTH) {
    yield { loc: loc.slice(0, 1), problem: `is nested deeper than ${MAX_DEPTH}` }
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, inner] of Object.entries(value)) {
      const problem = findTextProblem(key)
      if (problem) yield { loc, problem: `has a key that ${problem}` }
      yield* findTextProblems(inner, [...loc, Array.isArray(value) ? Number(key) : key.toWellFormed()])
    }
  }
}

function findTextProblem(text: string): string | undefined {
  if (!text.isWellFormed()) return 'is not valid Unicode'
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
  if (/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/.test(text)) return 'holds a control character'
  return undefined
}

const quote = (text: string) => JSON.stringify(text.length > 100 ? `${text.slice(0, 100)}…` : text)
