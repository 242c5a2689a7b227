import { posix } from 'node:path'
import type { ByteSource } from '@nodeyard/tensor/formats'
import pLimit from 'p-limit'
import type { BlobStore } from '../../blobs/blob-store.ts'
import { Fault } from '../../fault.ts'
import { readDeclaredSchema } from './declared-schema.ts'
import type { DeclaredSchema, Inspection, TensorEntry } from './inspection.ts'
import type { Inspector, Outcome, Reading } from './inspector.ts'
import { summarizeReadings } from './summarize-readings.ts'
import type { VersionFile } from './versions.ts'

/** Files whose first bytes are fetched at once. */
const AT_ONCE = 8

/** Milliseconds for all files of a version; what is not looked at by then counts as suspicious. */
const TIME_LIMIT = 120_000

const MAX_CONFIG = 1024 * 1024

interface InspectionDeps {
  blobs: BlobStore
  inspector: Inspector
}

/** A file and what was read from it. */
export type FileReading = Reading & { path: string }

/**
 * Looks into every file of a version: what it is, which tensors it holds, and what would run when it is
 * loaded. Nothing is executed, and weights are not read.
 *
 * @throws Fault `validation_failed` naming the file whose header lies, and how
 */
export async function inspectVersion(
  deps: InspectionDeps,
  files: readonly VersionFile[],
): Promise<{ inspection: Inspection; tensors: TensorEntry[] }> {
  const readings = await readFiles(deps, files)
  requireExternalFiles(readings, files)
  return summarizeReadings(readings, await readConfig(deps.blobs, files))
}

async function readFiles(
  { blobs, inspector }: InspectionDeps,
  files: readonly VersionFile[],
): Promise<FileReading[]> {
  const until = Date.now() + TIME_LIMIT
  const limit = pLimit(AT_ONCE)
  const outcomes = new Map<string, Promise<Outcome>>()
  const inspectOnce = (file: VersionFile) => {
    // The ending says what the file promises to be, so the same bytes may be two things.
    const key = `${file.sha256}${posix.extname(file.path).toLowerCase()}`
    const outcome =
      outcomes.get(key) ??
      limit(() =>
        Date.now() < until
          ? inspector.inspect(file.path, blobSource(blobs, file))
          : { problem: 'looking at all files took too long' },
      )
    outcomes.set(key, outcome)
    return outcome
  }
  try {
    return await Promise.all(files.map(async (file) => toFileReading(file.path, await inspectOnce(file))))
  } finally {
    limit.clearQueue()
  }
}

function toFileReading(path: string, outcome: Outcome): FileReading {
  if ('reading' in outcome) return { path, ...outcome.reading }
  if ('lie' in outcome) throw refuse(path, outcome.lie)
  return { path, format: 'unknown', verdict: 'suspicious', reasons: [outcome.problem], tensors: [] }
}

/** The weights that an ONNX model says are in files beside it must be there, whole. */
function requireExternalFiles(readings: readonly FileReading[], files: readonly VersionFile[]): void {
  const sizes = new Map(files.map(({ path, size }) => [path, size]))
  for (const { path, externalFiles = [] } of readings) {
    for (const external of externalFiles) {
      const size = sizes.get(posix.join(posix.dirname(path), external.path))
      const name = JSON.stringify(external.path)
      if (size === undefined)
        throw refuse(path, `onnx: its weights are in ${name}, which is not among the files`)
      if (size < external.bytes) {
        const message = `onnx: ${name} holds ${external.bytes} bytes of its weights or more, but has only ${size}`
        throw refuse(path, message)
      }
    }
  }
}

/** What the `config.json` at the root declares. One that is no JSON declares nothing. */
async function readConfig(
  blobs: BlobStore,
  files: readonly VersionFile[],
): Promise<DeclaredSchema | undefined> {
  const config = files.find(({ path }) => path === 'config.json')
  if (!config || config.size > MAX_CONFIG) return undefined
  const text = Buffer.from(await blobs.readAt(config.sha256, 0, config.size)).toString()
  try {
    const schema = readDeclaredSchema(JSON.parse(text))
    return schema && { source: config.path, ...schema }
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}

const blobSource = (blobs: BlobStore, { sha256, size }: VersionFile): ByteSource => ({
  size,
  read: (offset, length) => blobs.readAt(sha256, offset, length),
})

function refuse(path: string, what: string): Fault {
  const message = `${path}: ${what}`
  return new Fault('validation_failed', message, {
    field: path,
    issues: [{ loc: ['body', 'artifacts', path], message, type: 'value_error' }],
  })
}
