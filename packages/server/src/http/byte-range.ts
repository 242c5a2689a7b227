/** A part of `size` bytes, both ends counted in. */
export interface Span {
  first: number
  last: number
}

/**
 * Reads a Range header (RFC 9110, section 14): the part that is wanted, `unsatisfiable` when there is no
 * such part, or undefined when the whole is to be sent. That is also the answer to several ranges at once
 * and to what cannot be read, as the RFC allows.
 */
export function parseRange(header: string | undefined, size: number): Span | 'unsatisfiable' | undefined {
  const [, from, to] = /^bytes=[ \t]*(\d*)-(\d*)[ \t]*$/i.exec(header ?? '') ?? []
  if (from === undefined || to === undefined || from + to === '') return undefined
  const last = to === '' ? size - 1 : Number(to)
  if (from !== '') {
    if (last < Number(from) && to !== '') return undefined
    return Number(from) < size ? { first: Number(from), last: Math.min(last, size - 1) } : 'unsatisfiable'
  }
  // The last so many bytes.
  const count = Math.min(Number(to), size)
  return count > 0 ? { first: size - count, last: size - 1 } : 'unsatisfiable'
}

/** Whether an If-None-Match header names this entity tag; weak ones count, as the RFC says. */
export function matchesTag(header: string | undefined, tag: string): boolean {
  if (header === undefined) return false
  return header.split(',').some((part) => part.trim() === '*' || part.trim().replace(/^W\//, '') === tag)
}
