import { type RawBuilder, sql } from 'kysely'
import type { Database } from '../../../db/database.ts'

/** A place in a list of runs that has the newest first: a time, or one of the runs that began in that millisecond. */
export interface Place {
  createdAt: number
  id?: string | undefined
}

/** Both databases, and `isOlder`, order ids by their bytes. */
export const byBytes = ({ kind }: Pick<Database, 'kind'>, column: string): RawBuilder<string> =>
  kind === 'postgres' ? sql`${sql.ref(column)} collate "C"` : sql`${sql.ref(column)}`

/** Whether a row, whose id by its bytes is `rowId`, comes after a place in the list. */
export const isBefore = ({ createdAt, id }: Place, rowId: RawBuilder<string>) =>
  id === undefined
    ? sql<boolean>`created_at < ${createdAt}`
    : sql<boolean>`created_at <= ${createdAt} and (created_at < ${createdAt} or ${rowId} < ${id})`

/** The same of a run that is in memory. */
export const isOlder = (run: { createdAt: number; id: string }, { createdAt, id }: Place): boolean =>
  run.createdAt < createdAt ||
  (run.createdAt === createdAt && id !== undefined && compareBytes(run.id, id) < 0)

export const compareBytes = (a: string, b: string): number => Buffer.compare(Buffer.from(a), Buffer.from(b))
