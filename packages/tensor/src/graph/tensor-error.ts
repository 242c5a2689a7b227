/** What went wrong, for callers that act on it. Codes are public: add, never rename. */
export type TensorErrorCode =
  | 'shape'
  | 'dtype'
  | 'argument'
  | 'not_differentiable'
  | 'stale'
  | 'recycled'
  | 'state'
  | 'engine'
  | 'engine_stopped'

/**
 * Every failure of the engine that is not a bug of its own.
 *
 * @example
 * try {
 *   tensor([1, 2]).add(tensor([1, 2, 3]))
 * } catch (error) {
 *   console.assert(error instanceof TensorError && error.code === 'shape')
 * }
 */
export class TensorError extends Error {
  readonly code: TensorErrorCode

  constructor(code: TensorErrorCode, message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'TensorError'
    this.code = code
  }
}
