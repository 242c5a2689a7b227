import type { Database, Db } from '../../db/database.ts'
import { newId } from '../../ids.ts'
import type { RuntimeLog } from './runtime.ts'

export type LogLevel = 'debug' | 'info' | 'warn' | 'error'
export const LOG_LEVELS: readonly LogLevel[] = ['debug', 'info', 'warn', 'error']

export interface LogLine {
  id: string
  deploymentId: string
  /** Milliseconds since 1970. */
  at: number
  level: LogLevel
  /** The server it happened on. */
  replica: string | null
  invocationId: string | null
  message: string
}

const FLUSH_MS = 250
const MAX_MESSAGE = 2000
/** Lines of one deployment a minute: a model that fails at every request would otherwise fill the disk. */
const MOST_PER_MINUTE = 200

/** Takes a deployment's log lines at once and writes them a moment later, many in one transaction. */
export class DeploymentLogs {
  readonly #database: Database
  readonly #serverId: string
  readonly #log: RuntimeLog
  #pending: LogLine[] = []
  #timer: NodeJS.Timeout | undefined
  #writing: Promise<void> = Promise.resolve()
  /** Lines this minute, by deployment. */
  #counts = new Map<string, number>()
  #minute = 0

  constructor(database: Database, serverId: string, log: RuntimeLog) {
    this.#database = database
    this.#serverId = serverId
    this.#log = log
  }

  add(deploymentId: string, level: LogLevel, message: string, invocationId: string | null = null): void {
    const at = Date.now()
    const count = this.#count(deploymentId, at)
    if (count > MOST_PER_MINUTE) return
    const isLast = count === MOST_PER_MINUTE
    this.#pending.push({
      id: newId('log'),
      deploymentId,
      at,
      level: isLast ? 'warn' : level,
      replica: this.#serverId,
      invocationId,
      message: isLast ? 'too many lines: the rest of this minute is left out' : message.slice(0, MAX_MESSAGE),
    })
    this.#timer ??= setTimeout(() => void this.flush(), FLUSH_MS).unref()
  }

  flush(): Promise<void> {
    clearTimeout(this.#timer)
    this.#timer = undefined
    this.#writing = this.#writing.then(() => this.#write())
    return this.#writing
  }

  #count(deploymentId: string, at: number): number {
    const minute = Math.floor(at / 60_000)
    if (minute !== this.#minute) this.#counts.clear()
    this.#minute = minute
    const count = (this.#counts.get(deploymentId) ?? 0) + 1
    this.#counts.set(deploymentId, count)
    return count
  }

  async #write(): Promise<void> {
    const lines = this.#pending
    if (lines.length === 0) return
    this.#pending = []
    try {
      await this.#database.write((trx) =>
        trx
          .insertInto('deployment_log')
          .values(
            lines.map((line) => ({
              id: line.id,
              deployment_id: line.deploymentId,
              at: line.at,
              level: line.level,
              replica: line.replica,
              invocation_id: line.invocationId,
              message: line.message.replaceAll('\0', '').toWellFormed(),
            })),
          )
          .execute(),
      )
    } catch (error) {
      this.#log('error', `${lines.length} log lines of deployments were lost: ${(error as Error).message}`)
    }
  }
}

export interface LogFilter {
  /** The least of them. */
  level?: LogLevel | undefined
  /** Milliseconds since 1970, this moment included. */
  since?: number | undefined
  /** Milliseconds since 1970, this moment not included. */
  until?: number | undefined
}

/** A deployment's lines, newest first, those before `after` in that order. */
export async function listLogLines(
  db: Db,
  deploymentId: string,
  { level = 'debug', since, until, after, limit }: LogFilter & { after: string | undefined; limit: number },
): Promise<LogLine[]> {
  const rows = await db
    .selectFrom('deployment_log')
    .selectAll()
    .where('deployment_id', '=', deploymentId)
    .where('level', 'in', LOG_LEVELS.slice(LOG_LEVELS.indexOf(level)))
    .$if(since !== undefined, (query) => query.where('at', '>=', since!))
    .$if(until !== undefined, (query) => query.where('at', '<', until!))
    .$if(after !== undefined, (query) => query.where('id', '<', after!))
    .orderBy('id', 'desc')
    .limit(limit)
    .execute()
  return rows.map((row) => ({
    id: row.id,
    deploymentId: row.deployment_id,
    at: row.at,
    level: row.level,
    replica: row.replica,
    invocationId: row.invocation_id,
    message: row.message,
  }))
}
