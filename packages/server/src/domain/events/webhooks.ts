import { setTimeout as sleep } from 'node:timers/promises'
import pLimit from 'p-limit'
import type { Logger } from 'pino'
import type { Database } from '../../db/database.ts'
import type { KeyMode } from '../../db/tables.ts'
import type { Signer } from '../../signer.ts'
import { CALL_MS, callEndpoint } from './call-endpoint.ts'
import {
  CLAIM_MS,
  type Claimed,
  claimDeliveries,
  findDueEndpoints,
  releaseDeliveries,
} from './claim-deliveries.ts'
import { envelopeText } from './envelope.ts'
import { finishDeliveries, type Outcome } from './finish-deliveries.ts'
import { inBatches } from './in-batches.ts'
import { nameResolver, PublicAgent, type Resolve } from './public-agent.ts'
import { signatureHeaders, signingKeys, webhookSecret } from './webhook-secret.ts'

/** How often the table is looked at for what is due. */
const POLL_MS = 250
/** Requests under way to one endpoint, from this server. */
const AT_ONCE = 8
/** How much is taken at once from an endpoint that answers fast; one that is slow is taken what is under way. */
const MOST_CLAIMED = 1024
const FAST_MS = 2000
/** A commit costs milliseconds however much is in it: how long what was answered waits for company. */
const LINGER_MS = 40
/** How long requests under way may still take when the server stops. */
const CLOSE_MS = 3000
/** Endpoints that this server calls at the same time. */
const MOST_LANES = 1000

interface Target {
  mode: KeyMode
  url: URL
  secrets: string[]
}

/**
 * Delivers events to webhook endpoints, from the table where they wait.
 *
 * Every endpoint has a lane of its own, so a slow one holds up nobody else. Any number of servers share the
 * table: each delivery is claimed by one of them, for a minute; one that dies leaves it to the others, so an
 * event arrives at least once.
 */
export class Webhooks {
  readonly #database: Database
  readonly #signer: Signer
  readonly #log: Logger
  readonly #agents: Record<KeyMode, PublicAgent>
  readonly #lanes = new Map<string, Promise<void>>()
  readonly #finish: (outcome: Outcome) => Promise<void>
  #timer: NodeJS.Timeout | undefined
  #isLooking: Promise<void> | undefined
  #isClosing = false

  constructor({
    database,
    signer,
    log,
    allowLoopback,
    resolve = nameResolver(),
  }: {
    database: Database
    signer: Signer
    log: Logger
    /** Whether test-mode endpoints may be on this machine. */
    allowLoopback: boolean
    resolve?: Resolve
  }) {
    this.#database = database
    this.#signer = signer
    this.#log = log
    this.#agents = {
      test: new PublicAgent({ allowLoopback, resolve }),
      live: new PublicAgent({ allowLoopback: false, resolve }),
    }
    this.#finish = inBatches(
      (outcomes: Outcome[]) => database.write((trx) => finishDeliveries(trx, database.kind, outcomes)),
      { lingerMs: LINGER_MS, most: MOST_CLAIMED },
    )
  }

  /** Begins to deliver what is due, whenever it is. */
  start(): void {
    this.#timer = setInterval(() => {
      this.#isLooking ??= this.#look().finally(() => {
        this.#isLooking = undefined
      })
    }, POLL_MS).unref()
  }

  /** Takes nothing new and waits a moment for what is under way. */
  async close(): Promise<void> {
    this.#isClosing = true
    clearInterval(this.#timer)
    await this.#isLooking
    const lanes = Promise.all(this.#lanes.values())
    await Promise.race([lanes, sleep(CLOSE_MS, undefined, { ref: false })])
    // What an endpoint has not answered by now is left to the next server.
    await Promise.all(Object.values(this.#agents).map((agent) => agent.destroy()))
    await lanes
  }

  async #look(): Promise<void> {
    try {
      for (const endpointId of await findDueEndpoints(this.#database.read, Date.now())) {
        if (this.#isClosing || this.#lanes.size >= MOST_LANES) return
        if (this.#lanes.has(endpointId)) continue
        const lane = this.deliverTo(endpointId)
          .catch((error: unknown) =>
            this.#log.error({ err: error, endpoint: endpointId }, 'webhooks were not delivered'),
          )
          .finally(() => this.#lanes.delete(endpointId))
        this.#lanes.set(endpointId, lane)
      }
    } catch (error) {
      this.#log.error({ err: error }, 'the webhooks that are due cannot be read')
    }
  }

  /**
   * Delivers what is due for one endpoint until nothing is.
   *
   * @param until in the owner's time; its present when not given
   */
  async deliverTo(endpointId: string, until?: number): Promise<void> {
    let limit = AT_ONCE
    // What was answered is written down while the next are taken and called.
    let finishing: Promise<unknown> | undefined
    while (!this.#isClosing) {
      const present = await this.#findPresent(endpointId)
      if (!present) break
      const isVirtual = until !== undefined || present.frozenAt !== null
      const by = until ?? present.frozenAt ?? Date.now()
      const claimed = await claimDeliveries(this.#database, endpointId, { until: by, limit })
      if (claimed.length === 0) {
        if (!finishing) break
        // What failed may be due again once that is written down.
        await finishing
        finishing = undefined
        continue
      }
      const start = performance.now()
      const { finished } = await this.#deliver(claimed, present.target, isVirtual)
      const isFast = performance.now() - start < FAST_MS
      limit = isFast ? Math.min(limit * 2, MOST_CLAIMED) : Math.max(limit / 4, AT_ONCE)
      await finishing
      finishing = finished
    }
    await finishing
  }

  /** An enabled endpoint as it is now, and its owner's test clock. */
  async #findPresent(id: string): Promise<{ target: Target; frozenAt: number | null } | undefined> {
    const row = await this.#database.read
      .selectFrom('webhook_endpoint')
      .leftJoin('test_clock', (join) =>
        join
          .onRef('test_clock.owner_id', '=', 'webhook_endpoint.owner_id')
          .on('webhook_endpoint.mode', '=', 'test'),
      )
      .select(['mode', 'url', 'secret_seed', 'previous_seed', 'previous_until', 'test_clock.frozen_at'])
      .where('webhook_endpoint.id', '=', id)
      .where('webhook_endpoint.status', '=', 'enabled')
      .executeTakeFirst()
    if (!row) return undefined
    const isInOverlap = row.previous_seed !== null && (row.previous_until ?? 0) > Date.now()
    const seeds = isInOverlap ? [row.secret_seed, row.previous_seed!] : [row.secret_seed]
    const secrets = seeds.map((seed) => webhookSecret(this.#signer, row.mode, id, seed))
    return { target: { mode: row.mode, url: new URL(row.url), secrets }, frozenAt: row.frozen_at }
  }

  /** @returns once all are called; `finished`, when that is written down */
  async #deliver(
    claimed: readonly Claimed[],
    target: Target,
    isVirtual: boolean,
  ): Promise<{ finished: Promise<unknown> }> {
    const ids = claimed.map(({ eventId }) => eventId)
    const rows = await this.#database.read
      .selectFrom('event')
      .select(['id', 'type', 'data', 'created_at'])
      .where('id', 'in', ids)
      .execute()
    const bodies = new Map(rows.map((row) => [row.id, envelopeText(row, target.mode)]))
    const keys = target.secrets.map(signingKeys)
    const agent = this.#agents[target.mode]
    const takenAt = Date.now()
    const limit = pLimit(AT_ONCE)
    const finishing: Promise<void>[] = []
    const left: Claimed[] = []
    await limit.map(claimed, async (delivery) => {
      const body = bodies.get(delivery.eventId)
      const start = Date.now()
      // What is left when the claim runs out is left to whoever claims it next.
      if (body === undefined || this.#isClosing || start - takenAt > CLAIM_MS - 2 * CALL_MS) {
        left.push(delivery)
        return
      }
      const seconds = Math.floor(start / 1000)
      const headers = signatureHeaders(keys, { id: delivery.eventId, seconds, body })
      const result = await callEndpoint(agent, target.url, { headers, body })
      // By a test clock, things happen at the very time they are due.
      const attempt = { at: isVirtual ? delivery.dueAt : start, ...result }
      if (this.#isClosing && result.status === null) left.push(delivery)
      else finishing.push(this.#keep({ delivery, attempt }))
    })
    if (left.length > 0) await releaseDeliveries(this.#database, left)
    return { finished: Promise.all(finishing) }
  }

  /** When it cannot be written down the delivery is made again, when its claim has run out. */
  async #keep(outcome: Outcome): Promise<void> {
    await this.#finish(outcome).catch((error: unknown) =>
      this.#log.error({ err: error }, 'it cannot be written down how a webhook was answered'),
    )
  }
}
