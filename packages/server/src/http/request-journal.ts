import { AsyncLocalStorage } from 'node:async_hooks'
import { hash } from 'node:crypto'
import { deserialize, serialize } from 'node:v8'
import { sql } from 'kysely'
import type { Logger } from 'pino'
import { encodeTime } from 'ulid'
import type { Database, Trx } from '../db/database.ts'
import { Fault } from '../fault.ts'
import { type IdPrefix, type IdSequence, withIds } from '../ids.ts'
import { type Claim, LEASE_MS } from './kept-answers.ts'
import { seal, unseal } from './seal.ts'

/** What a transaction may come to and still be written down, in bytes. */
const MOST_BYTES = 512 * 1024

const CROCKFORD = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** What is made along the way and nobody is answered: each attempt makes its own. */
const PASSING: ReadonlySet<string> = new Set(['log', 'srv', 'inv', 'cap', 'ten'])

type Work<T> = (trx: Trx) => Promise<T>

/**
 * What the transactions of one request with an `Idempotency-Key` have come to.
 *
 * Each of them writes its result down in itself, so the effect and the knowledge of it commit together. When
 * a server dies before it has kept its answer, the retry runs the handler again: transactions that were
 * committed are not done again but answer what they answered then. A transaction is known by the text of its
 * function and by how many of the same came before it. Ids that are made outside of transactions are the same
 * in every attempt; a secret has to be made inside one.
 */
export class RequestJournal implements IdSequence {
  readonly #claim: Claim
  readonly #secret: string
  readonly #log: Logger
  readonly #known = new Map<string, string>()
  readonly #counts = new Map<string, number>()
  #seed = { text: '', time: 0 }
  /** The request is answered: what goes on behind it is no part of it. */
  isOver = false
  /** The attempt before was made with another credential: this one is refused, and that is no answer to keep. */
  isForeign = false
  /** Whether anything was committed, now or before. */
  hasEffects: boolean

  /** @param secret the credential of the request: results may hold secrets, and are kept sealed with it */
  constructor(claim: Claim, secret: string, log: Logger) {
    this.#claim = claim
    this.#secret = secret
    this.#log = log
    for (const line of claim.journal.split('\n')) {
      const [name, value = '', time] = line.split(' ')
      if (name === 'seed') this.#seed = { text: value, time: Number(time) }
      else if (name) this.#known.set(name, value)
    }
    this.hasEffects = this.#known.size > 0
  }

  async write<T>(database: Database, work: Work<T>): Promise<T> {
    const step = this.#nameOf(work)
    const sealed = this.#known.get(step)
    if (sealed !== undefined) return this.#recall<T>(sealed)
    const result = await database.write(async (trx) => {
      const result = await withIds(undefined, () => work(trx))
      await this.#note(trx, step, result)
      return result
    })
    this.hasEffects = true
    return result
  }

  #nameOf(work: Work<unknown>): string {
    return this.#numbered(hash('sha256', work.toString(), 'base64url').slice(0, 16))
  }

  #numbered(name: string): string {
    const count = this.#counts.get(name) ?? 0
    this.#counts.set(name, count + 1)
    return `${name}:${count}`
  }

  next(prefix: IdPrefix): string | undefined {
    if (this.isOver || PASSING.has(prefix)) return undefined
    const digest = hash('sha256', `${this.#seed.text} ${this.#numbered(prefix)}`, 'buffer')
    const random = Array.from(digest.subarray(0, 16), (byte) => CROCKFORD[byte % 32]).join('')
    return `${prefix}_${encodeTime(this.#seed.time, 10)}${random}`
  }

  #recall<T>(sealed: string): T {
    const text = unseal(this.#secret, sealed)
    if (text === undefined) {
      this.isForeign = true
      throw new Fault('idempotency_mismatch', 'only the key that asked first can go on with this request', {
        field: 'Idempotency-Key',
      })
    }
    return deserialize(Buffer.from(text, 'base64')) as T
  }

  async #note(trx: Trx, step: string, result: unknown): Promise<void> {
    const line = this.#lineOf(step, result)
    if (line === undefined) return
    const { accountId: account_id, key, claim } = this.#claim
    const { numUpdatedRows } = await trx
      .updateTable('idempotency')
      .set({
        journal: sql<string>`coalesce(journal, '') || ${line}`,
        locked_until: Date.now() + LEASE_MS,
      })
      .where((where) => where.and({ account_id, key, claim }))
      .executeTakeFirst()
    if (numUpdatedRows === 1n || this.isOver) return
    // Another attempt believes this one dead and has taken over: of the two, this one leaves nothing.
    throw new Fault('idempotency_in_progress', 'the same request is being answered: try again in a moment', {
      field: 'Idempotency-Key',
      retryAfter: 1,
    })
  }

  #lineOf(step: string, result: unknown): string | undefined {
    try {
      const bytes = serialize(result)
      if (bytes.length <= MOST_BYTES) return `${step} ${seal(this.#secret, bytes.toString('base64'))}\n`
      this.#log.warn({ bytes: bytes.length }, 'a result is too large to be written down for retries')
    } catch (error) {
      this.#log.warn({ err: error }, 'a result cannot be written down for retries')
    }
    return undefined
  }
}

const current = new AsyncLocalStorage<RequestJournal>()

/** Goes on with a request whose transactions are to be written down. */
export const withJournal = <T>(journal: RequestJournal, goOn: () => T): T =>
  current.run(journal, () => withIds(journal, goOn))

/** A database whose transactions are written down where they belong to such a request. */
export function journaled(database: Database): Database {
  const find = () => {
    const journal = current.getStore()
    return journal?.isOver ? undefined : journal
  }
  return {
    ...database,
    write: (work) => find()?.write(database, work) ?? database.write(work),
    writeSoon: (work) => find()?.write(database, work) ?? database.writeSoon(work),
  }
}
