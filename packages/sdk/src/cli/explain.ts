import { ApiError } from '../api-error.ts'
import { redact } from '../redact.ts'
import { type Access, isLocal } from './access.ts'
import { printable } from './table.ts'

/** An error as one line that ends with what to do about it. */
export function explain(error: unknown, access: Access | undefined): string {
  if (!(error instanceof ApiError)) {
    const { message } = error instanceof Error ? error : new Error(String(error))
    return oneLine(redact(message))
  }
  // Most messages name what they are about themselves.
  const isNamed = error.field === undefined || error.message.includes(error.field.split('.').at(-1)!)
  const field = isNamed ? '' : `${error.field}: `
  const advice = adviceFor(error, access)
  return oneLine(`${field}${error.message}${advice ? `. ${advice}` : ''}`)
}

function adviceFor(
  { status, code, retryAfter, requestId }: ApiError,
  access: Access | undefined,
): string | undefined {
  if (code === 'unreachable') {
    return access && isLocal(access.url)
      ? 'Start the server with: npm start'
      : 'Check the address (--url, NODEYARD_URL or nodeyard login) and that the server runs'
  }
  if (status === 401 && access && access.apiKey === undefined) {
    return 'There was none: log in with nodeyard login, set NODEYARD_API_KEY, or run this where data/admin.key is'
  }
  if (status === 401) return 'Log in with nodeyard login, or give a key by --api-key or NODEYARD_API_KEY'
  if (status === 426) return 'Update the nodeyard package'
  if (status === 429) return retryAfter ? `Try again in ${Math.ceil(retryAfter)} s` : 'Try again in a minute'
  if (status === 500) return requestId && `The server's log has more under ${requestId}`
  if (status === 502 || status === 503 || status === 504) return 'Try again in a moment'
  return undefined
}

const oneLine = (text: string) => printable(text.replace(/\s*\n\s*/g, ' ').trim())
