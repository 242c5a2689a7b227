/** What went wrong, for callers that act on it. Codes are public: add, never rename. */
export type TensorErrorCode =
  | 'shape'
  | 'dtype'
  | 'argument'
  | 'not_differentiable'
  | 'stale'
  | 'state'
  | 'engine'
  | 'engine_stopped'

/** Every failure of the engine that is not a bug of its own. */
export class TensorError extends Error {
  readonly code: TensorErrorCode

  constructor(code: TensorErrorCode, message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'TensorError'
    this.code = code
  }
}
