import type { SQLInputValue } from 'node:sqlite'
import { parentPort, workerData } from 'node:worker_threads'
import { openSqliteFile } from './sqlite-dialect.ts'
import type { SlowAnswer, SlowQuery } from './sqlite-slow-reads.ts'

const database = openSqliteFile(workerData as string, { readOnly: true })

parentPort!.on('message', ({ id, sql, parameters }: SlowQuery) => {
  let answer: SlowAnswer
  try {
    answer = { id, rows: database.prepare(sql).all(...(parameters as SQLInputValue[])) }
  } catch (error) {
    answer = { id, error: (error as Error).message }
  }
  parentPort!.postMessage(answer)
})
