import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite'
import { SqliteDialect } from 'kysely'

/** How many prepared statements a connection keeps. Queries are written in code, so their number is small. */
const STATEMENT_LIMIT = 500

/**
 * Opens a SQLite file with the settings every connection of ours shares.
 *
 * WAL lets readers go on beside the writer; `synchronous=FULL` makes a commit survive a power cut. As much of
 * the file is mapped as SQLite can (2 GiB): pages read by system calls make a large store half as fast.
 */
export function openSqliteFile(file: string, options: { readOnly?: boolean } = {}): DatabaseSync {
  const database = new DatabaseSync(file, { readOnly: options.readOnly ?? false, timeout: 5_000 })
  if (!options.readOnly) database.exec('pragma journal_mode = wal; pragma synchronous = full')
  database.exec(`
    pragma foreign_keys = on;
    pragma temp_store = memory;
    pragma mmap_size = 2147418112;
    pragma cache_size = -65536;
  `)
  return database
}

interface DialectOptions {
  /** How a transaction starts. A writer takes its lock at once, so that it cannot fail half way. */
  begin?: 'begin' | 'begin immediate'
}

/** Kysely's SQLite dialect over `node:sqlite`, with prepared statements kept by their text. */
export function nodeSqliteDialect(database: DatabaseSync, { begin = 'begin' }: DialectOptions = {}) {
  const statements = new Map<string, ReturnType<typeof adapt>>()
  return new SqliteDialect({
    database: {
      prepare(sql) {
        let statement = statements.get(sql)
        if (statement === undefined) {
          statement = adapt(database.prepare(sql === 'begin' ? begin : sql))
          if (statements.size >= STATEMENT_LIMIT) statements.delete(statements.keys().next().value!)
          statements.set(sql, statement)
        }
        return statement
      },
      close: () => database.close(),
    },
  })
}

/** A `node:sqlite` statement in the shape Kysely expects: parameters as one list, and whether it gives rows. */
function adapt(statement: StatementSync) {
  return {
    reader: statement.columns().length > 0,
    all: (parameters: readonly unknown[]) => statement.all(...(parameters as SQLInputValue[])),
    run: (parameters: readonly unknown[]) => statement.run(...(parameters as SQLInputValue[])),
    iterate: (parameters: readonly unknown[]) =>
      statement.iterate(...(parameters as SQLInputValue[])) as IterableIterator<unknown>,
  }
}
