import type { SQLInputValue, StatementSync } from 'node:sqlite'
import { parentPort, workerData } from 'node:worker_threads'
import { openSqliteFile } from './sqlite-dialect.ts'
import type { SlowAnswer, SlowQuery } from './sqlite-slow-reads.ts'

const database = openSqliteFile(workerData as string, { readOnly: true })

/** Making a statement of a long text takes longer than many a search. The oldest go first. */
const MOST_STATEMENTS = 100
const statements = new Map<string, StatementSync>()

function prepare(sql: string): StatementSync {
  const known = statements.get(sql)
  if (known) return known
  const statement = database.prepare(sql)
  statements.set(sql, statement)
  if (statements.size > MOST_STATEMENTS) statements.delete(statements.keys().next().value!)
  return statement
}

parentPort!.on('message', ({ id, sql, parameters }: SlowQuery) => {
  let answer: SlowAnswer
  try {
    answer = { id, rows: prepare(sql).all(...(parameters as SQLInputValue[])) }
  } catch (error) {
    answer = { id, error: (error as Error).message }
  }
  parentPort!.postMessage(answer)
})
