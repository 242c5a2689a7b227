import { AsyncLocalStorage } from 'node:async_hooks'
import { randomFillSync } from 'node:crypto'
import { monotonicFactory } from 'ulid'

/** Random numbers ready to be used: fetching them one by one costs more than the rest of an id. */
const pool = new Uint32Array(1024)
let used = pool.length

function random(): number {
  if (used === pool.length) {
    randomFillSync(pool)
    used = 0
  }
  return pool[used++]! / 2 ** 32
}

const nextUlid = monotonicFactory(random)

/** What each prefix stands for; the marketplace's clients see them. */
export type IdPrefix =
  | 'usr'
  | 'org'
  | 'key'
  | 'dev'
  | 'mdl'
  | 'ds'
  | 'dep'
  | 'log'
  | 'inv'
  | 'upl'
  | 'reg'
  | 'dwn'
  | 'grt'
  | 'hst'
  | 'lst'
  | 'pur'
  | 'mov'
  | 're'
  | 'pm'
  | 'sub'
  | 'use'
  | 'in'
  | 'po'
  | 'dp'
  | 'srv'
  | 'evt'
  | 'whe'
  | 'clk'
  | 'cli'
  | 'oau'
  | 'gmd'
  | 'gsh'
  | 'grl'
  | 'run'
  | 'cap'
  | 'ten'
  | 'shd'

/** Where the ids of a request that may be repeated come from: the same ones in the same order each time. */
export interface IdSequence {
  next(prefix: IdPrefix): string | undefined
}

const sequences = new AsyncLocalStorage<IdSequence | undefined>()

/** Does something whose ids come from a sequence, or are new again (undefined). */
export const withIds = <T>(sequence: IdSequence | undefined, work: () => T): T =>
  sequences.run(sequence, work)

/** A new id: its prefix, then a ULID, so that ids sort by the time they were made. */
export function newId(prefix: IdPrefix): string {
  return sequences.getStore()?.next(prefix) ?? `${prefix}_${nextUlid()}`
}

const server = nextUlid().slice(0, 18)
let requests = 0

/**
 * A new id for a request, in the same form: one ULID for this run of the server, and a count instead of its
 * last letters, since a request may cost less than a ULID of its own.
 */
export function newRequestId(): string {
  return `req_${server}${(requests++).toString(32).toUpperCase().padStart(8, '0')}`
}
