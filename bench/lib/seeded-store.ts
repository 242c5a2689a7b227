import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { seedModels } from './seed-models.ts'

/** A data folder with models in it, and what a server needs to be told to use it. */
export interface SeededStore {
  data: string
  environment: Record<string, string>
}

/** What the rows are made of: another text of these makes other rows. Migrations are the server's to apply. */
const SOURCES = ['./seed-models.ts', '../../packages/server/src/domain/artifacts/search/search-words.ts']

/**
 * A store of so many models, filled at the first call and kept for later ones: writing a million takes
 * minutes. It is in the system's folder for temporary files, and with `database` in a database of that
 * PostgreSQL server; both are named `nodeyard-bench-…` and can be removed at any time.
 */
export async function openSeededStore(models: number, database?: string): Promise<SeededStore> {
  const sources = await Promise.all(SOURCES.map((path) => readFile(new URL(path, import.meta.url))))
  const hash = createHash('sha256').update(Buffer.concat(sources)).digest('hex').slice(0, 12)
  const name = `nodeyard-bench-${database === undefined ? 'sqlite' : 'postgres'}-${models}-${hash}`
  const data = join(tmpdir(), name)
  const url = database && Object.assign(new URL(database), { pathname: `/${name}` }).href
  const environment: Record<string, string> = url ? { DATABASE_URL: url } : {}
  const isFull = join(data, 'full')
  if (existsSync(isFull) && (database === undefined || (await hasDatabase(database, name)))) {
    return { data, environment }
  }
  await rm(data, { recursive: true, force: true })
  await mkdir(data, { mode: 0o700 })
  if (database) {
    await askServer(database, `drop database if exists "${name}" with (force)`)
    await askServer(database, `create database "${name}"`)
  }
  const begun = performance.now()
  await seedModels(data, models, url)
  // As autovacuum would have done in time.
  if (url) await askServer(url, 'vacuum analyze')
  await writeFile(isFull, '')
  const seconds = Math.round((performance.now() - begun) / 1000)
  console.log(`wrote ${models.toLocaleString('en')} models in ${seconds} s, kept in ${data}`)
  return { data, environment }
}

async function hasDatabase(server: string, name: string): Promise<boolean> {
  const { rowCount } = await askServer(server, `select 1 from pg_database where datname = '${name}'`)
  return rowCount === 1
}

async function askServer(connectionString: string, text: string): Promise<pg.QueryResult> {
  const client = new pg.Client({ connectionString })
  await client.connect()
  return client.query(text).finally(() => client.end())
}
