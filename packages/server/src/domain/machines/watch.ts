import { randomUUID } from 'node:crypto'
import pLimit from 'p-limit'
import type { Logger } from 'pino'
import { recordEvent } from '../events/record-event.ts'
import { fromFlag } from './device.ts'
import { HttpAgent, ping } from './http-agent.ts'
import type { MachineRow, Machines } from './machines.ts'
import { type ClaimedDevice, specFor, timeWindow, type Verdict, verify } from './verify.ts'

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE

/** Verifications at the same time on one server: they are timed, and should not wait for each other. */
const AT_ONCE = 2
const PINGS_AT_ONCE = 32
/** Machines taken up in one round. */
const A_ROUND = 500
/** Pings without an answer before a machine counts as silent. */
const MOST_MISSES = 3
/** How long a server may be at a verification before another one takes it up. */
const CLAIM_MS = 60 * MINUTE
/** A verified machine is verified again after a day, or nearly: not all at once. */
const verifyAgainMs = () => Math.round(DAY * (0.9 + 0.2 * Math.random()))
/** After failures that may pass. */
const RETRY_MS = [1, 5, 15, 60, 240].map((minutes) => minutes * MINUTE)

/**
 * Looks after the machines: verifies those that are due, asks the verified ones whether they are there, and
 * has those that come back verified again. Several servers share the work by claims in the database.
 */
export class Watch {
  readonly #machines: Machines
  readonly #log: Logger
  readonly #stopping = new AbortController()
  readonly #limit = pLimit(AT_ONCE)
  readonly #pings = pLimit(PINGS_AT_ONCE)
  readonly #running = new Set<Promise<void>>()
  #timer: NodeJS.Timeout | undefined
  #looking: Promise<void> | undefined
  #lookAgain = false

  constructor(machines: Machines, log: Logger) {
    this.#machines = machines
    this.#log = log
  }

  start(): void {
    const everyMs = Math.min(10_000, Math.max(500, this.#machines.heartbeatMs / 2))
    this.#timer = setInterval(() => this.look(), everyMs).unref()
    this.look()
  }

  /** Takes up what is due; called when something has just become due too. */
  look(): void {
    if (this.#stopping.signal.aborted) return
    this.#lookAgain = this.#looking !== undefined
    this.#looking ??= this.#round()
      .catch((error: unknown) => {
        if (!this.#stopping.signal.aborted) this.#log.error({ err: error }, 'machines could not be looked at')
      })
      .finally(() => {
        this.#looking = undefined
        if (this.#lookAgain) this.look()
      })
  }

  async close(): Promise<void> {
    clearInterval(this.#timer)
    this.#stopping.abort()
    await this.#looking
    await Promise.allSettled(this.#running)
  }

  async #round(): Promise<void> {
    const { database } = this.#machines
    const now = Date.now()
    const due = await database.read
      .selectFrom('machine')
      .selectAll()
      .where('check_at', '<=', now)
      .where('deleted_at', 'is', null)
      .where((where) => where.or([where('claimed_until', 'is', null), where('claimed_until', '<', now)]))
      .orderBy('check_at')
      // Not more than can be begun soon: other servers want some too.
      .limit(AT_ONCE * 2)
      .execute()
    for (const machine of due) {
      if (this.#limit.activeCount + this.#limit.pendingCount >= AT_ONCE * 2) break
      const claimed = await this.#claim(machine, now)
      if (claimed) this.#run(this.#limit(() => this.#verify(claimed)).finally(() => this.look()))
    }
    await this.#pingDue(now)
  }

  #run(work: Promise<void>): void {
    const running = work
      .catch((error: unknown) => {
        if (!this.#stopping.signal.aborted) this.#log.error({ err: error }, 'a machine could not be verified')
      })
      .finally(() => this.#running.delete(running))
    this.#running.add(running)
  }

  async #claim(machine: MachineRow, now: number): Promise<MachineRow | undefined> {
    const claim = randomUUID()
    const { numUpdatedRows } = await this.#machines.database.write((trx) =>
      trx
        .updateTable('machine')
        .set({ claim, claimed_until: now + CLAIM_MS })
        .where('id', '=', machine.id)
        .where('check_at', '=', machine.check_at)
        .where((where) => where.or([where('claimed_until', 'is', null), where('claimed_until', '<', now)]))
        .executeTakeFirst(),
    )
    return numUpdatedRows === 1n ? { ...machine, claim } : undefined
  }

  async #verify(machine: MachineRow): Promise<void> {
    const machines = this.#machines
    const { signal } = this.#stopping
    try {
      const devices = await this.#devicesOf(machine)
      const window = timeWindow(
        devices,
        devices.map((device) => specFor(device, machine.seed, '')),
      )
      const agent = new HttpAgent(
        machines,
        { host: machine.host, port: machine.port, hotkey: machine.hotkey, agentKey: machine.agent_key },
        { signal, proveMs: Math.ceil(Math.min(window.most + 30, 6 * 3600)) * 1000 },
      )
      const verdict = await verify(agent, devices, {
        seed: machine.seed,
        checker: machines.checker,
        now: () => performance.now() / 1000,
      })
      if (signal.aborted) return
      await this.#finish(machine, verdict, agent.agentKey)
    } finally {
      // Whatever was not finished is free for who looks later: now if we stop, or else not at once.
      const later = signal.aborted ? {} : { check_at: Date.now() + MINUTE }
      await machines.database.write((trx) =>
        trx
          .updateTable('machine')
          .set({ claim: null, claimed_until: null, ...later })
          .where('claim', '=', machine.claim)
          .execute(),
      )
    }
  }

  async #devicesOf(machine: MachineRow): Promise<ClaimedDevice[]> {
    const rows = await this.#machines.database.read
      .selectFrom('device')
      .selectAll()
      .where('machine_id', '=', machine.id)
      .orderBy('position')
      .execute()
    return rows.map((row) => {
      const kind = this.#machines.gpus.find(row.gpu_identifier)
      if (!kind) throw new Error(`there is no kind of device ${row.gpu_identifier} any more`)
      const [sxm, kernels, ecc] = [row.sxm, row.concurrent_kernels, row.ecc].map(fromFlag)
      return { info: { ...row, sxm: sxm!, concurrent_kernels: kernels!, ecc: ecc! }, kind }
    })
  }

  async #finish(machine: MachineRow, verdict: Verdict, agentKey: string | null): Promise<void> {
    const now = Date.now()
    const attempts = verdict.isVerified ? 0 : machine.attempts + 1
    const retryMs = verdict.isVerified || !verdict.isPassing ? undefined : RETRY_MS[attempts - 1]
    const change = verdict.isVerified
      ? {
          state: 'verified' as const,
          reason: null,
          error: null,
          verified_at: now,
          check_at: now + verifyAgainMs(),
          ping_at: now + this.#machines.heartbeatMs,
          seen_at: now,
          misses: 0,
          silent_at: null,
          agent_key: agentKey,
        }
      : {
          state: 'failed' as const,
          reason: verdict.reason,
          error: verdict.error,
          verified_at: null,
          check_at: retryMs === undefined ? null : now + retryMs,
        }
    const isDone = await this.#machines.database.write(async (trx) => {
      const { numUpdatedRows } = await trx
        .updateTable('machine')
        .set({
          ...change,
          attempts,
          figures: verdict.figures ? JSON.stringify(verdict.figures) : null,
          claim: null,
          claimed_until: null,
          updated_at: now,
        })
        .where('id', '=', machine.id)
        .where('claim', '=', machine.claim)
        .where('check_at', '=', machine.check_at)
        .where('deleted_at', 'is', null)
        .executeTakeFirst()
      if (numUpdatedRows !== 1n) return false
      await recordEvent(trx, {
        ownerId: machine.account_id,
        mode: null,
        type: verdict.isVerified ? 'machine.verified' : 'machine.failed',
        data: this.#describe(machine, verdict),
      })
      return true
    })
    if (isDone) this.#log.info(this.#describe(machine, verdict), 'a machine was verified')
  }

  #describe(machine: MachineRow, verdict: Verdict) {
    return {
      id: machine.id,
      server_id: machine.server_id,
      hotkey: machine.hotkey,
      is_verified: verdict.isVerified,
      ...(verdict.isVerified ? {} : { reason: verdict.reason, error: verdict.error }),
      figures: verdict.figures ?? null,
    }
  }

  async #pingDue(now: number): Promise<void> {
    const { database } = this.#machines
    const due = await database.read
      .selectFrom('machine')
      .selectAll()
      .where('ping_at', '<=', now)
      .where('deleted_at', 'is', null)
      .orderBy('ping_at')
      .limit(A_ROUND)
      .execute()
    await Promise.all(due.map((machine) => this.#pings(() => this.#ping(machine, now))))
    if (due.length === A_ROUND) this.#lookAgain = true
  }

  async #ping(machine: MachineRow, now: number): Promise<void> {
    const { database, heartbeatMs } = this.#machines
    // Whoever moves it on is the one who asks.
    const { numUpdatedRows } = await database.write((trx) =>
      trx
        .updateTable('machine')
        .set({ ping_at: now + heartbeatMs })
        .where('id', '=', machine.id)
        .where('ping_at', '=', machine.ping_at)
        .executeTakeFirst(),
    )
    if (numUpdatedRows !== 1n || this.#stopping.signal.aborted) return
    const isThere = await ping(this.#machines, machine, this.#stopping.signal)
    if (this.#stopping.signal.aborted) return
    if (isThere) await this.#markThere(machine)
    else await this.#markMissing(machine)
  }

  async #markThere(machine: MachineRow): Promise<void> {
    const now = Date.now()
    const isBack = machine.silent_at !== null
    await this.#machines.database.write((trx) =>
      trx
        .updateTable('machine')
        .set({
          seen_at: now,
          misses: 0,
          silent_at: null,
          // What comes back may be another machine.
          ...(isBack ? { state: 'pending', check_at: now, attempts: 0, updated_at: now } : {}),
        })
        .where('id', '=', machine.id)
        .execute(),
    )
    if (isBack) this.#lookAgain = true
  }

  async #markMissing(machine: MachineRow): Promise<void> {
    const now = Date.now()
    await this.#machines.database.write(async (trx) => {
      const row = await trx
        .updateTable('machine')
        .set((column) => ({ misses: column('misses', '+', 1) }))
        .where('id', '=', machine.id)
        .returning(['misses', 'silent_at'])
        .executeTakeFirst()
      if (!row || row.silent_at !== null || row.misses < MOST_MISSES) return
      await trx
        .updateTable('machine')
        .set({ silent_at: now, updated_at: now })
        .where('id', '=', machine.id)
        .execute()
      await recordEvent(trx, {
        ownerId: machine.account_id,
        mode: null,
        type: 'machine.silent',
        data: {
          id: machine.id,
          server_id: machine.server_id,
          hotkey: machine.hotkey,
          seen_at: machine.seen_at,
        },
      })
    })
  }
}
