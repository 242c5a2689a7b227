import type { Logger } from 'pino'
import type { Database } from '../../../db/database.ts'
import { recordUsage } from './record-usage.ts'

const FLUSH_MS = 1000

interface Use {
  accountId: string
  artifactId: string
  deploymentId: string
  quantity: number
}

/**
 * Counts the invocations of deployments and writes down, once a second, those that somebody pays for by use.
 * A server that is killed forgets what it has not written: a second of use is given away, none billed twice.
 */
export class UsageMeter {
  readonly #database: Database
  readonly #log: Logger
  readonly #timer: NodeJS.Timeout
  #uses = new Map<string, Use>()
  #flushing: Promise<void> = Promise.resolve()

  constructor(database: Database, log: Logger) {
    this.#database = database
    this.#log = log
    this.#timer = setInterval(() => void this.flush(), FLUSH_MS).unref()
  }

  count({ id, accountId, artifactId }: { id: string; accountId: string; artifactId: string }): void {
    const use = this.#uses.get(id)
    if (use && use.artifactId === artifactId) use.quantity++
    else this.#uses.set(id, { accountId, artifactId, deploymentId: id, quantity: 1 + (use?.quantity ?? 0) })
  }

  /** Writes what is new; one round at a time. */
  flush(): Promise<void> {
    this.#flushing = this.#flushing.then(() => this.#write())
    return this.#flushing
  }

  async close(): Promise<void> {
    clearInterval(this.#timer)
    await this.flush()
  }

  async #write(): Promise<void> {
    if (this.#uses.size === 0) return
    const uses = [...this.#uses.values()]
    this.#uses = new Map()
    for (const use of uses) {
      try {
        await this.#writeOne(use)
      } catch (error) {
        this.#log.error({ err: error, deployment: use.deploymentId }, 'use could not be written down')
      }
    }
  }

  async #writeOne({ accountId, artifactId, deploymentId, quantity }: Use): Promise<void> {
    const subscription = await this.#database.read
      .selectFrom('subscription')
      .selectAll()
      .where('account_id', '=', accountId)
      .where('artifact_id', '=', artifactId)
      .where('pricing_model', '=', 'usage')
      .where('status', '!=', 'canceled')
      // Live before test: what real money is agreed on for is no rehearsal, whoever's key deployed it.
      .orderBy('mode')
      .orderBy('id')
      .limit(1)
      .executeTakeFirst()
    if (!subscription) return
    await this.#database.write((trx) => recordUsage(trx, subscription, { quantity, key: null, deploymentId }))
  }
}
