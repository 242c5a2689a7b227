import type { BlobStore } from '../../../blobs/blob-store.ts'
import type { Database } from '../../../db/database.ts'
import { readCardText } from '../assets/documents.ts'
import { type FoundArtifact, resolveVersion, type VersionRow } from '../find-artifact.ts'
import type { Inspection, TensorEntry } from '../inspection.ts'
import { listAliases, listFiles } from '../versions.ts'

/** What people read of a revision: its card, and what its files say of themselves. */
export interface Contents {
  version: VersionRow
  aliases: string[]
  /** Markdown without its front matter; null where there is none, or one too large to be a text. */
  card: string | null
  inspection: Partial<Inspection>
  /** Those asked for, and how many there are. */
  tensors: TensorEntry[]
  tensorCount: number
}

/**
 * Reads the card and the headers of a revision; no weights.
 *
 * @param page which tensors, of all in the order of the files
 * @throws Fault `not_found`
 */
export async function readContents(
  { database, blobs }: { database: Database; blobs: BlobStore },
  { artifact }: FoundArtifact,
  ref: string,
  { offset, limit }: { offset: number; limit: number },
): Promise<Contents> {
  const db = database.read
  const version = await resolveVersion(db, artifact, ref)
  const [files, aliases, row] = await Promise.all([
    listFiles(db, version.id),
    listAliases(db, [version.id]),
    db
      .selectFrom('version_tensors')
      .select('tensors')
      .where('version_id', '=', version.id)
      .executeTakeFirst(),
  ])
  const tensors: TensorEntry[] = row ? JSON.parse(row.tensors) : []
  return {
    version,
    aliases: aliases.get(version.id) ?? [],
    card: await readCardText(blobs, files),
    inspection: JSON.parse(version.inspection),
    tensors: tensors.slice(offset, offset + limit),
    tensorCount: tensors.length,
  }
}
