import { monotonicFactory } from 'ulid'

const nextUlid = monotonicFactory()

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
  | 'req'

/** A new id: its prefix, then a ULID, so that ids sort by the time they were made. */
export function newId(prefix: IdPrefix): string {
  return `${prefix}_${nextUlid()}`
}
