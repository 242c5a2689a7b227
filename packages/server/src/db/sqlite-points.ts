import type { DatabaseSync } from 'node:sqlite'
import type { PointQuery } from './database.ts'

/** How many rows are remembered at most. A row of a point query takes some hundred bytes. */
const MAX_ROWS = 50_000

type Row = Record<string, unknown>

/**
 * Point queries of a SQLite connection, whose rows are remembered until anybody changes the file.
 *
 * A query costs few microseconds, but two system calls for its locks, and those cost a busy server more than
 * all else it does for a small answer. So SQLite is asked once for each round of the event loop whether the
 * file has changed (`pragma data_version`), and the rows found since the last change answer everything else
 * in that round. This process's own commits are seen at once, those of others in the next round.
 */
export class SqlitePoints {
  readonly #file: DatabaseSync
  readonly #findVersion: () => unknown
  /** What was found since the file last changed. */
  readonly #known = new Map<string, Row>()
  #version: unknown
  #isFresh = false

  /** @param file a connection that writes nothing itself: its own changes do not change its data version */
  constructor(file: DatabaseSync) {
    this.#file = file
    const statement = file.prepare('pragma data_version')
    this.#findVersion = () => statement.get()?.data_version
  }

  prepare(name: string, sql: string): PointQuery<unknown> {
    const statement = this.#file.prepare(sql)
    // Rows as objects come in a form that is slow to make and slow to read.
    statement.setReturnArrays(true)
    const columns = statement.columns().map((column) => column.name)
    const find = (parameters: readonly string[]): Row | undefined => {
      const values = statement.get(...parameters) as unknown as unknown[] | undefined
      return values && Object.fromEntries(columns.map((column, i) => [column, values[i]]))
    }
    return (...parameters) => {
      this.#refresh()
      const key = `${name}\0${parameters.join('\0')}`
      const known = this.#known.get(key)
      if (known) return known
      const row = find(parameters)
      if (row === undefined) return undefined
      if (this.#known.size >= MAX_ROWS) this.#known.clear()
      this.#known.set(key, row)
      return row
    }
  }

  /** To be called when this process has committed something. */
  afterCommit(): void {
    this.#isFresh = false
  }

  #refresh(): void {
    if (this.#isFresh) return
    const version = this.#findVersion()
    if (version !== this.#version) this.#known.clear()
    this.#version = version
    this.#isFresh = true
    setImmediate(() => {
      this.#isFresh = false
    })
  }
}
