import { join } from 'node:path'
import { type FileReport, FormatError, inspectFile } from '@nodeyard/tensor/formats'
import { openFileSource } from '../push/file-source.ts'
import { listFiles } from '../push/list-files.ts'
import { readManifest } from '../push/read-manifest.ts'
import type { ArtifactKind } from '../reference.ts'

export interface InspectedFile {
  path: string
  /** Bytes. */
  size: number
  /** What its header says; absent when the header lies. */
  report?: FileReport
  /** How it lies: what the server would refuse it with. */
  problem?: string
}

export interface InspectedFolder {
  /** What the manifest says. */
  manifest: Record<string, unknown>
  files: InspectedFile[]
}

/**
 * Looks at a folder as the server will when it is pushed: checks the manifest, reads every file's header and
 * scans pickles. Nothing is sent, and nothing in the files is run.
 *
 * @throws ManifestError for a manifest that could not be pushed
 */
export async function inspectFolder(kind: ArtifactKind, folder: string): Promise<InspectedFolder> {
  const { fields, file: manifest } = await readManifest(kind, folder)
  const { files: patterns, ...rest } = fields
  const files = await listFiles(folder, { manifest, patterns: patterns as string[] | undefined })
  const inspected: InspectedFile[] = []
  for (const { path, size } of files) inspected.push({ path, size, ...(await inspect(join(folder, path))) })
  return { manifest: rest, files: inspected }
}

async function inspect(path: string): Promise<{ report: FileReport } | { problem: string }> {
  await using source = await openFileSource(path)
  try {
    return { report: await inspectFile(path, source) }
  } catch (error) {
    if (error instanceof FormatError) return { problem: error.message }
    throw error
  }
}
