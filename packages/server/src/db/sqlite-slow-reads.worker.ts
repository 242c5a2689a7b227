import type { SQLInputValue, SQLOutputValue, StatementSync } from 'node:sqlite'
import { parentPort, workerData } from 'node:worker_threads'
import { openSqliteFile } from './sqlite-dialect.ts'
import type { SlowAnswer, SlowQuery } from './sqlite-slow-reads.ts'

const database = openSqliteFile(workerData as string, { readOnly: true })
// Not mapped: SQLite gives a mapping back whenever somebody has committed, and of one that was read far and
// wide that stops all threads of the process for up to a tenth of a second.
database.exec('pragma mmap_size = 0')

/** Making a statement of a long text takes longer than many a search. The oldest go first. */
const MOST_STATEMENTS = 100
const statements = new Map<string, Prepared>()

interface Prepared {
  statement: StatementSync
  columns: string[]
}

function prepare(sql: string): Prepared {
  const known = statements.get(sql)
  if (known) return known
  const statement = database.prepare(sql)
  // Rows as lists: as objects each would carry the names of its columns across the threads.
  statement.setReturnArrays(true)
  const prepared = { statement, columns: statement.columns().map(({ name }) => name) }
  statements.set(sql, prepared)
  if (statements.size > MOST_STATEMENTS) statements.delete(statements.keys().next().value!)
  return prepared
}

parentPort!.on('message', ({ id, sql, parameters }: SlowQuery) => {
  let answer: SlowAnswer
  try {
    const { statement, columns } = prepare(sql)
    const rows = statement.all(...(parameters as SQLInputValue[])) as unknown as SQLOutputValue[][]
    answer = { id, columns, rows }
  } catch (error) {
    answer = { id, error: (error as Error).message }
  }
  parentPort!.postMessage(answer)
})
