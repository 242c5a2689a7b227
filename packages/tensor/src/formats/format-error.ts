/** Where a file and its header disagree. `offset` is the byte position in the file, where known. */
export interface FormatErrorDetail {
  format: string
  field: string
  offset?: number
}

/**
 * A file that is not what it says it is. The message names what lied and what was expected; it is
 * written for the person who sent the file, so it can be shown as it stands.
 */
export class FormatError extends Error {
  readonly format: string
  readonly field: string
  readonly offset?: number

  constructor(message: string, { format, field, offset }: FormatErrorDetail, options?: ErrorOptions) {
    super(`${format}: ${message}`, options)
    this.name = 'FormatError'
    this.format = format
    this.field = field
    if (offset !== undefined) this.offset = offset
  }
}

const QUOTED_LENGTH = 80

/** A name from a hostile file made fit for a message: quoted, escaped and cut short. */
export function quote(name: string): string {
  return JSON.stringify(name.length > QUOTED_LENGTH ? `${name.slice(0, QUOTED_LENGTH)}…` : name)
}

/** Errors of one format: `const fault = faultIn('zip')`, then `throw fault(message, field)`. */
export function faultIn(format: string) {
  return (message: string, field: string, offset?: number) =>
    new FormatError(message, { format, field, ...(offset === undefined ? {} : { offset }) })
}
