import type { Fault, FaultCode } from '../../fault.ts'

/** The statuses this surface's envelope knows, and the type each of our codes is called there. */
const ENVELOPE: Record<FaultCode, [status: number, type: string]> = {
  invalid_json: [400, 'invalid_error'],
  invalid_request: [400, 'invalid_error'],
  unauthorized: [401, 'authentication_error'],
  key_expired: [401, 'expired_token_error'],
  key_revoked: [401, 'token_error'],
  licence_required: [403, 'forbidden_error'],
  payment_failed: [403, 'forbidden_error'],
  insufficient_balance: [403, 'forbidden_error'],
  forbidden: [403, 'forbidden_error'],
  insufficient_scope: [403, 'forbidden_error'],
  mode_mismatch: [403, 'forbidden_error'],
  not_found: [404, 'not_found_error'],
  method_not_allowed: [404, 'not_found_error'],
  conflict: [409, 'conflict_error'],
  already_exists: [409, 'already_exists_error'],
  revision_exists: [409, 'already_exists_error'],
  revision_immutable: [409, 'conflict_error'],
  idempotency_mismatch: [409, 'conflict_error'],
  idempotency_in_progress: [409, 'conflict_error'],
  upload_offset_conflict: [409, 'conflict_error'],
  upload_incomplete: [409, 'conflict_error'],
  upload_locked: [409, 'conflict_error'],
  precondition_failed: [400, 'invalid_error'],
  payload_too_large: [400, 'invalid_error'],
  unsupported_media_type: [400, 'invalid_error'],
  range_not_satisfiable: [400, 'invalid_error'],
  validation_failed: [422, 'validation_error'],
  checksum_mismatch: [422, 'validation_error'],
  unsupported_format: [422, 'validation_error'],
  scan_blocked: [422, 'validation_error'],
  upgrade_required: [426, 'upgrade_required_error'],
  rate_limited: [429, 'usage_limit_exceeded_error'],
  internal: [500, 'server_error'],
  runtime_unavailable: [502, 'bad_gateway_error'],
  payments_unavailable: [502, 'bad_gateway_error'],
  upstream_failed: [502, 'bad_gateway_error'],
  deployment_cold: [502, 'bad_gateway_error'],
  unavailable: [502, 'bad_gateway_error'],
  timeout: [504, 'gateway_timeout_error'],
  storage_full: [500, 'server_error'],
}

/** `{code, detail, type, errors}`: the envelope every registry client reads. */
export function renderFault(fault: Fault) {
  const [status, type] = ENVELOPE[fault.code]
  const errors = status === 422 ? listErrors(fault) : null
  const { minClient } = fault.detail
  return {
    status,
    body: { code: status, detail: fault.message, type, errors },
    headers: typeof minClient === 'string' ? { upgrade: `dreadnode-sdk/${minClient}` } : {},
  }
}

function listErrors(fault: Fault) {
  const { issues, field } = fault.detail
  if (issues) return issues.map(({ loc, message, type }) => ({ loc, msg: message, type }))
  return [{ loc: ['body', ...(field ? field.split('.') : [])], msg: fault.message, type: 'value_error' }]
}
