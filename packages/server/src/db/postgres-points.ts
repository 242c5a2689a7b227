import type { Pool } from 'pg'
import type { PointQuery } from './database.ts'

/**
 * A point query as a prepared statement of PostgreSQL. Those who ask for the same row in the same round of
 * the event loop share one question, which is asked after all of them have come.
 */
export function preparePoint<Row extends object>(pool: Pool, name: string, text: string): PointQuery<Row> {
  const asked = new Map<string, Promise<Row | undefined>>()
  const find = async (values: string[]) => (await pool.query<Row>({ name, text, values })).rows[0]

  return (...parameters) => {
    const key = parameters.join('\0')
    let answer = asked.get(key)
    if (!answer) {
      if (asked.size === 0) queueMicrotask(() => asked.clear())
      answer = find(parameters)
      asked.set(key, answer)
    }
    return answer
  }
}
