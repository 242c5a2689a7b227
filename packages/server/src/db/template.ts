import { type CompiledQuery, type Insertable, PostgresAdapter, sql } from 'kysely'
import type { Db, Trx } from './database.ts'
import type { Tables } from './tables.ts'

/** Texts that PostgreSQL prepares once for each connection, by their names there: see `open-postgres.ts`. */
export const PREPARED = new Map<string, string>()

/** Made once for each dialect: a transaction has its database's adapter. */
type Kept<T> = WeakMap<object, T>
const adapterOf = (db: Db): object => db.getExecutor().adapter

/** Where a text must differ by database. */
export const isPostgres = (db: Db): boolean => adapterOf(db) instanceof PostgresAdapter

function prepare(sql: string): void {
  if (!PREPARED.has(sql)) PREPARED.set(sql, `nodeyard_${PREPARED.size}`)
}

const SENTINEL = '\u0000parameter:'

/**
 * A query whose text is made once, for what is asked all the time: making the text anew costs more than
 * running it.
 *
 * @param build gets a stand-in for every parameter, to be used only as a whole value
 *
 * @example
 * const findName = template<{ id: string }, { name: string }>((db, { id }) =>
 *   db.selectFrom('account').select('name').where('id', '=', id))
 * const [row] = await findName(db, { id: 'usr_1' })
 */
export function template<Parameters extends object, Row = unknown>(
  build: (db: Db, parameters: Parameters) => { compile(db: Db): CompiledQuery<Row> },
): (db: Db, parameters: Parameters) => Promise<Row[]> {
  const kept: Kept<{ query: CompiledQuery<Row>; names: (string | undefined)[] }> = new WeakMap()
  const standIns = new Proxy({}, { get: (_target, name) => SENTINEL + String(name) }) as Parameters
  return async (db, parameters) => {
    const adapter = adapterOf(db)
    let made = kept.get(adapter)
    if (!made) {
      const query = build(db, standIns).compile(db)
      prepare(query.sql)
      const names = query.parameters.map((value) =>
        typeof value === 'string' && value.startsWith(SENTINEL) ? value.slice(SENTINEL.length) : undefined,
      )
      made = { query, names }
      kept.set(adapter, made)
    }
    const { query, names } = made
    const values = names.map((name, at) =>
      name === undefined ? query.parameters[at] : (parameters as Record<string, unknown>)[name],
    )
    const { rows } = await db.executeQuery<Row>({ ...query, parameters: values })
    return rows
  }
}

/** Rows of one table that all have the same columns, in the same order. */
export interface Insert {
  table: keyof Tables
  rows: readonly object[]
}

/** @example insertOf('event', [{ id, owner_id, … }]) */
export const insertOf = <Table extends keyof Tables>(
  table: Table,
  rows: readonly Insertable<Tables[Table]>[],
): Insert => ({ table, rows })

const inserts: Kept<Map<string, CompiledQuery>> = new WeakMap()

/** Inserts rows that all have the same columns, in the same order, by a text that is made once for them. */
export async function insertRows<Table extends keyof Tables>(
  trx: Trx,
  table: Table,
  rows: readonly Insertable<Tables[Table]>[],
): Promise<void> {
  await insertTogether(trx, [insertOf(table, rows)])
}

/**
 * Inserts rows of several tables, in this order: on PostgreSQL in one statement, since asking five times takes
 * longer than what is asked for.
 */
export async function insertTogether(trx: Trx, all: readonly Insert[]): Promise<void> {
  const wanted = all.filter(({ rows }) => rows.length > 0)
  if (wanted.length === 0) return
  const queries = isPostgres(trx)
    ? [prepareInserts(trx, wanted)]
    : wanted.map((one) => prepareInserts(trx, [one]))
  await trx.getExecutor().provideConnection(async (connection) => {
    for (const query of queries) await connection.executeQuery(query)
  })
}

function prepareInserts(trx: Trx, all: readonly Insert[]): CompiledQuery {
  const adapter = adapterOf(trx)
  const kept = inserts.get(adapter) ?? new Map<string, CompiledQuery>()
  inserts.set(adapter, kept)
  const columns = all.map(({ rows }) => Object.keys(rows[0]!))
  const key = all.map(({ table, rows }, at) => `${table} ${rows.length} ${columns[at]!.join()}`).join(';')
  let query = kept.get(key)
  if (!query) {
    query = compileInserts(trx, all)
    if (
      query.parameters.length !==
      all.reduce((sum, { rows }, at) => sum + rows.length * columns[at]!.length, 0)
    ) {
      throw new Error(`a row of ${all.map(({ table }) => table).join(', ')} holds what is no plain value`)
    }
    prepare(query.sql)
    kept.set(key, query)
  }
  const parameters = all.flatMap(({ rows }, at) =>
    rows.flatMap((row) => columns[at]!.map((column) => (row as Record<string, unknown>)[column])),
  )
  return { ...query, parameters }
}

/** Every value becomes a parameter, in the order of the columns. */
function compileInserts(trx: Trx, all: readonly Insert[]): CompiledQuery {
  const build = ({ table, rows }: Insert) => trx.insertInto(table).values(rows as never)
  if (all.length === 1) return build(all[0]!).compile()
  const parts = all.map((one, at) => sql`${sql.id(`part_${at}`)} as (${build(one)})`)
  return sql`with ${sql.join(parts)} select 1`.compile(trx)
}
