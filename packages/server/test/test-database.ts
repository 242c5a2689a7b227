import { randomUUID } from 'node:crypto'
import { copyFile, mkdir, mkdtemp, rename, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { migrationsDigest } from '../src/db/migrate.ts'
import { preparePostgres } from '../src/db/open-postgres.ts'
import { openSqlite } from '../src/db/open-sqlite.ts'

/** Which database this run of the tests is about: `npm test` runs them once on each. */
export const databaseKind: 'sqlite' | 'postgres' =
  process.env.TEST_DATABASE === 'postgres' ? 'postgres' : 'sqlite'

export interface TestDatabase {
  /** A new folder for a server's data; on SQLite it holds the migrated file. */
  dataFolder: string
  /** On PostgreSQL, a new database of its own. */
  databaseUrl: string | undefined
  remove(): Promise<void>
}

/** A migrated, empty database of the test's own: a copied file, or a copy of a template database. */
export async function makeTestDatabase(): Promise<TestDatabase> {
  const dataFolder = await mkdtemp(join(tmpdir(), 'nodeyard-test-'))
  const database = databaseKind === 'postgres' ? await copyPostgres() : await copySqlite(dataFolder)
  return {
    dataFolder,
    databaseUrl: database?.url,
    async remove() {
      await database?.drop()
      await rm(dataFolder, { recursive: true, force: true })
    },
  }
}

async function copySqlite(dataFolder: string): Promise<undefined> {
  const template = join(tmpdir(), `nodeyard-template-${migrationsDigest('sqlite')}.sqlite`)
  if (!(await stat(template).catch(() => undefined))) {
    const making = `${template}.${randomUUID()}`
    await mkdir(tmpdir(), { recursive: true })
    await openSqlite(making).close()
    await rename(making, template)
  }
  await copyFile(template, join(dataFolder, 'nodeyard.sqlite'))
}

/** Any number: only one process at a time makes or copies the template. */
const TEMPLATE_LOCK = 7_301_978

async function copyPostgres(): Promise<{ url: string; drop(): Promise<void> }> {
  const server = process.env.TEST_DATABASE_URL
  if (!server) throw new Error('TEST_DATABASE=postgres needs TEST_DATABASE_URL')
  const urlOf = (name: string) => Object.assign(new URL(server), { pathname: `/${name}` }).href
  const admin = new pg.Client({ connectionString: server })
  await admin.connect()
  const template = `nodeyard_template_${migrationsDigest('postgres')}`
  const name = `nodeyard_test_${randomUUID().replaceAll('-', '')}`
  try {
    await admin.query('select pg_advisory_lock($1)', [TEMPLATE_LOCK])
    const { rowCount } = await admin.query('select from pg_database where datname = $1', [template])
    if (!rowCount) {
      await admin.query(`create database ${template}_making`)
      await preparePostgres(urlOf(`${template}_making`))
      await admin.query(`alter database ${template}_making rename to ${template}`)
    }
    await admin.query(`create database ${name} template ${template}`)
  } finally {
    await admin.end()
  }
  return {
    url: urlOf(name),
    async drop() {
      const client = new pg.Client({ connectionString: server })
      await client.connect()
      await client.query(`drop database if exists ${name} with (force)`)
      await client.end()
    },
  }
}
