import type { Database, Db } from '../../../../db/database.ts'

export type ExtensionKind = 'custom' | 'plugin'

export interface Upload {
  kind: ExtensionKind
  /** The file's name, or the plugin's id. */
  name: string
  sha256: string
  /** Milliseconds. */
  uploadedAt: number
}

/** Every upload, without what is in it. */
export async function listUploads(db: Db): Promise<Upload[]> {
  const rows = await db
    .selectFrom('studio_upload')
    .select(['kind', 'name', 'sha256', 'uploaded_at'])
    .orderBy('kind')
    .orderBy('name')
    .execute()
  return rows.map(({ uploaded_at, ...row }) => ({ ...row, uploadedAt: Number(uploaded_at) }))
}

export async function readUploaded(db: Db, { kind, name, sha256 }: Upload): Promise<Uint8Array | undefined> {
  const row = await db
    .selectFrom('studio_upload')
    .select('content')
    .where('kind', '=', kind)
    .where('name', '=', name)
    .where('sha256', '=', sha256)
    .executeTakeFirst()
  return row && Buffer.from(row.content, 'base64')
}

/** Keeps an upload; one of the same name is replaced. */
export async function keepUpload(
  database: Database,
  { kind, name, sha256, uploadedAt }: Upload,
  bytes: Uint8Array,
): Promise<void> {
  const change = { sha256, content: Buffer.from(bytes).toString('base64'), uploaded_at: uploadedAt }
  await database.write(async (trx) => {
    await trx
      .insertInto('studio_upload')
      .values({ kind, name, ...change })
      .onConflict((conflict) => conflict.columns(['kind', 'name']).doUpdateSet(change))
      .execute()
  })
}

/** Says whether there was one. */
export async function removeUpload(database: Database, kind: ExtensionKind, name: string): Promise<boolean> {
  const gone = await database.write((trx) =>
    trx
      .deleteFrom('studio_upload')
      .where('kind', '=', kind)
      .where('name', '=', name)
      .returning('name')
      .execute(),
  )
  return gone.length > 0
}
