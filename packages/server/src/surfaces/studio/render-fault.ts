import type { RenderFault } from '../../http/send-fault.ts'

/** `{detail}`: a sentence, or for a body that does not fit its schema the list of what is wrong in it. */
export const renderStudioFault: RenderFault = ({ code, message, status, detail }) => {
  const { issues, field } = detail
  if (code === 'forbidden' && field === 'host') {
    return { status: 421, body: { detail: 'Misdirected Request (Host not allowed)' } }
  }
  if (code === 'validation_failed' && issues) {
    return {
      status: 422,
      body: { detail: issues.map(({ loc, message: msg, type }) => ({ type, loc, msg })) },
    }
  }
  if (code === 'invalid_json') {
    return { status: 422, body: { detail: [{ type: 'json_invalid', loc: ['body'], msg: message }] } }
  }
  // What does not fit the graph or the files it speaks of is a bad request here.
  return { status: code === 'validation_failed' ? 400 : status, body: { detail: message } }
}
