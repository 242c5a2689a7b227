import { parse } from 'semver'
import { Fault } from '../../fault.ts'

/** Letters, digits, `.`, `_` and `-`, 1 to 96 of them, the first and the last a letter or digit. */
export const NAME_PATTERN = '^[A-Za-z0-9](?:[A-Za-z0-9._-]{0,94}[A-Za-z0-9])?$'

/** Letters, digits, `.`, `_` and `-`, 1 to 50 of them, the first neither `.` nor `-`. */
export const ALIAS_PATTERN = '^[A-Za-z0-9_][A-Za-z0-9._-]{0,49}$'

/**
 * Words that stand in a path where a name or an alias may stand, on any surface: whoever bore one of them
 * could not be reached.
 */
const RESERVED = new Set([
  'aliases',
  'checks',
  'complete',
  'deployments',
  'diff',
  'download',
  'downloads',
  'export',
  'facets',
  'files',
  'latest',
  'lineage',
  'manifest',
  'metrics',
  'preview',
  'publish',
  'readme',
  'revisions',
  'schema',
  'shards',
  'star',
  'stream',
  'unpublish',
  'uploads',
  'versions',
  'visibility',
  'yank',
])

const NAME = new RegExp(NAME_PATTERN)
const ALIAS = new RegExp(ALIAS_PATTERN)

/** What the marketplace takes for an id, and would not look up as a name. */
const LOOKS_LIKE_ID = /^(?:mdl|ds)_/i

export const isReserved = (word: string): boolean => RESERVED.has(word.toLowerCase())

/** Whether a model or dataset could have this name, so that asking the database makes sense. */
export const isName = (text: string): boolean => NAME.test(text)

/** The same of an alias. */
export const isAlias = (text: string): boolean => ALIAS.test(text)

/**
 * @param at where the name stands in the request
 * @throws Fault `validation_failed` when no new model or dataset may have this name
 */
export function requireName(name: string, at: Location = ['body', 'name']): void {
  if (!isName(name) || name.includes('..')) {
    throw refuse(at, `"${name.slice(0, 100)}" is not a name: 1 to 96 letters, digits, ".", "_" or "-"`)
  }
  if (isReserved(name)) throw refuse(at, `"${name}" is a reserved word: choose another name`)
  if (LOOKS_LIKE_ID.test(name)) throw refuse(at, `"${name}" begins like an id: choose another name`)
}

/**
 * @param at where the alias stands in the request
 * @throws Fault `validation_failed` when no version may have this alias
 */
export function requireAlias(alias: string, at: Location = ['body', 'alias']): void {
  if (!isAlias(alias) || alias.includes('..')) {
    throw refuse(at, `"${alias.slice(0, 60)}" is not an alias: 1 to 50 letters, digits, ".", "_" or "-"`)
  }
  if (isReserved(alias)) throw refuse(at, `"${alias}" is a reserved word: choose another alias`)
  if (parse(alias)) throw refuse(at, `"${alias}" reads as a version number: an alias must not`)
}

/** Path parts, the first of them `body`, `query`, `path` or `header`. */
type Location = readonly (string | number)[]

const refuse = (at: Location, message: string) =>
  new Fault('validation_failed', message.toWellFormed(), {
    field: String(at.at(-1)),
    issues: [{ loc: [...at], message: message.toWellFormed(), type: 'value_error' }],
  })
