import type { Fields } from './read-form.ts'

/** The terms of a search: a list, or one alone; undefined for anything else. */
export function queryTerms({ query }: Fields): string[] | undefined {
  const terms = Array.isArray(query) ? query : [query]
  const isFine = terms.every((term) => typeof term === 'string' || typeof term === 'number')
  return isFine ? terms.map(String) : undefined
}
