import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Database } from './database.ts'

/** Opens the installation's database: PostgreSQL when a URL is given, else a SQLite file in the data folder. */
export async function openDatabase(options: {
  dataFolder: string
  url?: string | undefined
}): Promise<Database> {
  if (options.url !== undefined) {
    const { openPostgres } = await import('./open-postgres.ts')
    return openPostgres(options.url)
  }
  await mkdir(options.dataFolder, { recursive: true })
  const { openSqlite } = await import('./open-sqlite.ts')
  return openSqlite(join(options.dataFolder, 'nodeyard.sqlite'))
}
