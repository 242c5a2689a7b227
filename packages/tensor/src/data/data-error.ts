/**
 * Data that is not what it says it is, or not there; the message names the file and what is wrong.
 *
 * @example
 * const failure = await idxDataset('nowhere').catch((error) => error)
 * failure instanceof DataError // true
 */
export class DataError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'DataError'
  }
}
