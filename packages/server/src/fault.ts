/**
 * Every failure a caller can act on, with the HTTP status it stands for.
 *
 * Codes are public: the marketplace puts them on the wire as they are and the other surfaces map them
 * to their own words. Add to the table, never rename.
 */
export const FAULT_STATUS = {
  invalid_json: 400,
  invalid_request: 400,
  unauthorized: 401,
  key_expired: 401,
  key_revoked: 401,
  licence_required: 402,
  payment_failed: 402,
  insufficient_balance: 402,
  forbidden: 403,
  insufficient_scope: 403,
  mode_mismatch: 403,
  not_found: 404,
  method_not_allowed: 405,
  conflict: 409,
  already_exists: 409,
  revision_exists: 409,
  revision_immutable: 409,
  idempotency_mismatch: 409,
  idempotency_in_progress: 409,
  upload_offset_conflict: 409,
  upload_incomplete: 409,
  precondition_failed: 412,
  payload_too_large: 413,
  unsupported_media_type: 415,
  range_not_satisfiable: 416,
  validation_failed: 422,
  checksum_mismatch: 422,
  unsupported_format: 422,
  scan_blocked: 422,
  upload_locked: 423,
  upgrade_required: 426,
  rate_limited: 429,
  internal: 500,
  runtime_unavailable: 501,
  payments_unavailable: 501,
  upstream_failed: 502,
  deployment_cold: 503,
  unavailable: 503,
  timeout: 504,
  storage_full: 507,
} as const

export type FaultCode = keyof typeof FAULT_STATUS

/** Where a problem stands in the request, and what to say of it. */
export interface FaultIssue {
  /** Path parts, the first of them `body`, `query`, `path` or `header`. */
  loc: (string | number)[]
  message: string
  /** Machine-readable kind, for example `value_error` or `missing`. */
  type: string
}

export interface FaultDetail {
  /** The offending input, when one field is to blame. */
  field?: string
  /** Every problem found, when there can be several. */
  issues?: FaultIssue[]
  /** Seconds after which trying again makes sense. */
  retryAfter?: number
  [key: string]: unknown
}

/**
 * A failure that is the caller's to act on. Anything else that is thrown is a bug: it is logged with its
 * stack and answered as 500 without a word of what went wrong inside.
 */
export class Fault extends Error {
  readonly code: FaultCode
  readonly detail: FaultDetail

  constructor(code: FaultCode, message: string, detail: FaultDetail = {}, options?: ErrorOptions) {
    super(message, options)
    this.name = 'Fault'
    this.code = code
    this.detail = detail
  }

  get status(): number {
    return FAULT_STATUS[this.code]
  }
}
