import { readFile } from 'node:fs/promises'
import { basename, join, resolve } from 'node:path'
import { isMap, isScalar, LineCounter, parseDocument } from 'yaml'
import { nearest } from '../cli/nearest.ts'
import type { ArtifactKind } from '../reference.ts'
import { ELSEWHERE, FIELDS } from './manifest-fields.ts'

/** One thing wrong with a manifest. */
export interface ManifestIssue {
  /** Counted from 1. */
  line: number
  field: string | undefined
  message: string
}

/** A manifest that cannot be pushed; the message names the file, the lines and the fields. */
export class ManifestError extends Error {
  readonly issues: readonly ManifestIssue[]

  constructor(file: string, issues: readonly ManifestIssue[]) {
    super(issues.map(({ line, message }) => `${file} line ${line}: ${message}`).join('; '))
    this.name = 'ManifestError'
    this.issues = issues
  }
}

/** A manifest as written, with the line of each field for whoever finds fault with one later. */
export interface WrittenManifest {
  file: string
  fields: Record<string, unknown>
  lineOf(field: string): number
}

/** The manifest's name in a folder: `model.yaml` or `dataset.yaml`. */
export const manifestName = (kind: ArtifactKind) => `${kind}.yaml`

/**
 * Reads and checks a folder's manifest. A folder without one has an empty manifest.
 *
 * @throws ManifestError with everything that is wrong with it
 */
export async function readManifest(kind: ArtifactKind, folder: string): Promise<WrittenManifest> {
  const file = manifestName(kind)
  let text: string
  try {
    text = await readFile(join(folder, file), 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
    return { file, fields: {}, lineOf: () => 1 }
  }
  return parseManifest(kind, text)
}

/** The same for a manifest already read. */
export function parseManifest(kind: ArtifactKind, text: string): WrittenManifest {
  const file = manifestName(kind)
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false })
  if (document.errors.length > 0) {
    const issues = document.errors.map(({ pos: [at], message }) => ({
      line: lines.linePos(at).line,
      field: undefined,
      message: message.charAt(0).toLowerCase() + message.slice(1),
    }))
    throw new ManifestError(file, issues)
  }
  const { contents } = document
  if (contents === null) return { file, fields: {}, lineOf: () => 1 }
  if (!isMap(contents)) {
    throw new ManifestError(file, [{ line: 1, field: undefined, message: 'it must be a map of fields' }])
  }
  const lineNumbers = new Map<string, number>()
  const sources = new Map<string, string>()
  for (const { key, value } of contents.items) {
    if (!isScalar(key)) continue
    lineNumbers.set(String(key.value), lines.linePos(key.range?.[0] ?? 0).line)
    if (isScalar(value) && value.source !== undefined) sources.set(String(key.value), value.source)
  }
  const lineOf = (field: string) => lineNumbers.get(field) ?? 1
  const written = document.toJS() as Record<string, unknown>
  // An empty field, `license:`, says nothing.
  const fields = Object.fromEntries(Object.entries(written).filter(([, value]) => value !== null))
  const issues = Object.entries(fields).flatMap(([field, value]) => {
    const message = findFault(kind, field, value, sources.get(field))
    return message === undefined ? [] : [{ line: lineOf(field), field, message }]
  })
  if (issues.length > 0) throw new ManifestError(file, issues)
  return { file, fields, lineOf }
}

function findFault(kind: ArtifactKind, field: string, value: unknown, source?: string): string | undefined {
  const rules = FIELDS[kind]
  if (!Object.hasOwn(rules, field)) {
    const instead = ELSEWHERE[field]
    if (instead !== undefined) return `${field} does not belong here: ${instead}`
    const meant = nearest(field, Object.keys(rules))
    return `${field} is not a field of ${manifestName(kind)}${meant ? `: did you mean ${meant}?` : ''}`
  }
  const { is, mustBe } = rules[field]!
  if (is(value)) return undefined
  return `${field} must be ${mustBe}, but it is ${describe(value, source)}`
}

function describe(value: unknown, source?: string): string {
  if (Array.isArray(value)) return 'a list'
  if (typeof value === 'object') return 'a map'
  return typeof value === 'string' ? JSON.stringify(value) : (source ?? String(value))
}

/** The name a folder has when its manifest gives none. */
export const folderName = (folder: string) => basename(resolve(folder))
