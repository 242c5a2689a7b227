import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import type { DatabaseSync } from 'node:sqlite'
import type { Client } from 'pg'

const FOLDER = new URL('../../migrations/', import.meta.url)

interface Migration {
  name: string
  sql: string
}

/**
 * The migrations for one database, in name order. `0004-jobs.sqlite.sql` is for SQLite alone, a name
 * without a dialect for both.
 */
export function listMigrations(kind: 'sqlite' | 'postgres', folder: URL = FOLDER): Migration[] {
  const other = kind === 'sqlite' ? '.postgres.sql' : '.sqlite.sql'
  return readdirSync(folder)
    .filter((file) => file.endsWith('.sql') && !file.endsWith(other))
    .sort()
    .map((file) => ({ name: file.replace(/\.sql$/, ''), sql: readFileSync(new URL(file, folder), 'utf8') }))
}

/** One short text for the whole set: tests copy a migrated database made by the same set. */
export function migrationsDigest(kind: 'sqlite' | 'postgres'): string {
  return createHash('sha256')
    .update(JSON.stringify(listMigrations(kind)))
    .digest('hex')
    .slice(0, 16)
}

const TABLE =
  'create table if not exists migration (name text not null primary key, applied_at bigint not null)'

/** Applies what is missing, all in one transaction that no second server can enter at the same time. */
export function migrateSqlite(database: DatabaseSync, migrations = listMigrations('sqlite')): void {
  database.exec('begin immediate')
  try {
    database.exec(TABLE)
    const applied = new Set(
      database
        .prepare('select name from migration')
        .all()
        .map((row) => row.name),
    )
    for (const { name, sql } of migrations) {
      if (applied.has(name)) continue
      database.exec(sql)
      database.prepare('insert into migration (name, applied_at) values (?, ?)').run(name, Date.now())
    }
    database.exec('commit')
  } catch (error) {
    database.exec('rollback')
    throw error
  }
}

/** An arbitrary number that stands for "migrating" among this database's advisory locks. */
const MIGRATION_LOCK = 7_301_977

/** Applies what is missing; a second server that starts at the same time waits, then finds nothing to do. */
export async function migratePostgres(
  client: Client,
  migrations = listMigrations('postgres'),
): Promise<void> {
  await client.query('begin')
  try {
    await client.query('select pg_advisory_xact_lock($1)', [MIGRATION_LOCK])
    await client.query(TABLE)
    const { rows } = await client.query<{ name: string }>('select name from migration')
    const applied = new Set(rows.map((row) => row.name))
    for (const { name, sql } of migrations) {
      if (applied.has(name)) continue
      await client.query(sql)
      await client.query('insert into migration (name, applied_at) values ($1, $2)', [name, Date.now()])
    }
    await client.query('commit')
  } catch (error) {
    await client.query('rollback')
    throw error
  }
}
