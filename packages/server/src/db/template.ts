import type { CompiledQuery, Insertable } from 'kysely'
import type { Db, Trx } from './database.ts'
import type { Tables } from './tables.ts'

/** Texts that PostgreSQL prepares once for each connection, by their names there: see `open-postgres.ts`. */
export const PREPARED = new Map<string, string>()

/** Made once for each dialect: a transaction has its database's adapter. */
type Kept<T> = WeakMap<object, T>
const adapterOf = (db: Db): object => db.getExecutor().adapter

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
  build: (db: Db, parameters: Parameters) => { compile(): CompiledQuery<Row> },
): (db: Db, parameters: Parameters) => Promise<Row[]> {
  const kept: Kept<{ query: CompiledQuery<Row>; names: (string | undefined)[] }> = new WeakMap()
  const standIns = new Proxy({}, { get: (_target, name) => SENTINEL + String(name) }) as Parameters
  return async (db, parameters) => {
    const adapter = adapterOf(db)
    let made = kept.get(adapter)
    if (!made) {
      const query = build(db, standIns).compile()
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

const inserts: Kept<Map<string, CompiledQuery>> = new WeakMap()

/** Inserts rows that all have the same columns, in the same order, by a text that is made once for them. */
export async function insertRows<Table extends keyof Tables>(
  trx: Trx,
  table: Table,
  rows: readonly Insertable<Tables[Table]>[],
): Promise<void> {
  const [first] = rows
  if (first === undefined) return
  const columns = Object.keys(first)
  const adapter = adapterOf(trx)
  const kept = inserts.get(adapter) ?? new Map<string, CompiledQuery>()
  inserts.set(adapter, kept)
  const key = `${table} ${rows.length} ${columns.join()}`
  let query = kept.get(key)
  if (!query) {
    query = trx
      .insertInto(table)
      // Every value becomes a parameter, in the order of the columns.
      .values(rows as never)
      .compile()
    if (query.parameters.length !== rows.length * columns.length) {
      throw new Error(`a row of ${table} holds what is no plain value`)
    }
    prepare(query.sql)
    kept.set(key, query)
  }
  const parameters = rows.flatMap((row) => columns.map((column) => (row as Record<string, unknown>)[column]))
  await trx.executeQuery({ ...query, parameters })
}
