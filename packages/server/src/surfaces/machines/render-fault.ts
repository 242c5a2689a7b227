import type { Fault } from '../../fault.ts'

/** `{detail}`, as the clients of this surface read it, and beside it the reason for programs. */
export function renderFault(fault: Fault) {
  const { reason = fault.code } = fault.detail
  if (fault.code === 'invalid_json') {
    const detail = [{ loc: ['body'], msg: 'JSON decode error', type: 'json_invalid' }]
    return { status: 422, body: { detail, reason } }
  }
  const { issues } = fault.detail
  const detail = issues?.map(({ loc, message, type }) => ({ loc, msg: message, type })) ?? fault.message
  return { status: fault.status, body: { detail, reason } }
}
