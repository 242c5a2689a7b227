/** Data that is not what it says it is, or not there; the message names the file and what is wrong. */
export class DataError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'DataError'
  }
}
