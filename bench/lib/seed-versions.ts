import { mkdir } from 'node:fs/promises'
import { sql } from 'kysely'
import { openDatabase } from '../../packages/server/src/db/open-database.ts'
import { makeAdmin } from '../../packages/server/src/domain/accounts/first-start.ts'

/** How many versions each model gets. */
export const VERSIONS_PER_MODEL = 50

/**
 * Fills a new data folder with `admin/model-0`, `admin/model-1`, … of 50 versions each, straight in the
 * database: a million versions take half a minute instead of a day.
 */
export async function seedVersions(dataFolder: string, versions: number): Promise<void> {
  await mkdir(dataFolder, { recursive: true })
  const database = await openDatabase({ dataFolder })
  try {
    await makeAdmin(database, dataFolder)
    // Written into the text: a bound number is a real one to SQLite, and would not divide as a whole one.
    const each = sql.lit(VERSIONS_PER_MODEL)
    const models = sql.lit(versions / VERSIONS_PER_MODEL)
    const now = Date.now()
    await database.write(async (trx) => {
      await sql`
        insert into artifact (id, kind, owner_id, name, version_count, latest_version_id, latest_created_at,
          latest_updated_at, summary, search_text, framework, license, size_category, file_size_bytes, created_at, updated_at)
        with recursive number(n) as (select 0 union all select n + 1 from number where n + 1 < ${models})
        select 'mdl_' || (1000000000 + n), 'model', account.id, 'model-' || n, ${each},
          '00000000-0000-4000-8000-' || (100000000000 + n * ${each} + ${sql.lit(VERSIONS_PER_MODEL - 1)}),
          ${sql.lit(now)} + n, ${sql.lit(now)} + n, 'A model of the benchmark', 'model-' || n || ' a model of the benchmark', 'onnx', 'apache-2.0',
          '<1B', 1000, ${sql.lit(now)} + n, ${sql.lit(now)} + n
        from number, account where account.slug = 'admin'
      `.execute(trx)
      await sql`
        insert into version (id, artifact_id, version, major, minor, patch, state, manifest, manifest_hash,
          artifacts_hash, file_size_bytes, created_by, created_at, updated_at)
        with recursive number(n) as (select 0 union all select n + 1 from number where n + 1 < ${sql.lit(versions)})
        select '00000000-0000-4000-8000-' || (100000000000 + n), 'mdl_' || (1000000000 + n / ${each}),
          (n % ${each} / 10) || '.' || (n % 10) || '.0', n % ${each} / 10, n % 10, 0, 'published',
          ${JSON.stringify({ summary: 'A model of the benchmark', framework: 'onnx', license: 'apache-2.0', tags: ['vision', 'digits'], task: 'image-classification', size_category: '<1B' })},
          'none', 'sha256:none', 1000, account.id, ${sql.lit(now)} + n, ${sql.lit(now)} + n
        from number, account where account.slug = 'admin'
      `.execute(trx)
    })
  } finally {
    await database.close()
  }
}
