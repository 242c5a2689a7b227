import { ApiError, readApiError, readRetryAfter } from './api-error.ts'

/** What is worth asking again: too many at once, or something on the way was not there. */
const WORTH_RETRYING = new Set([429, 502, 503, 504])

/** Longer than this nobody wants to wait unasked; the error says how long it would have been. */
const LONGEST_WAIT_MS = 60_000

export interface RetryOptions {
  /** How often a request is tried again at most. */
  retries: number
  fetch: typeof globalThis.fetch
  /** Statuses that are final for this request although they are worth another try for most. */
  finalStatuses?: readonly number[] | undefined
}

/**
 * Fetches, and tries again what failed for a reason that passes: 429, 502, 503, 504 and broken connections,
 * after what `Retry-After` asks for or else half a second, one, two, … It answers good responses only.
 *
 * The request must be safe to repeat: that is the caller's to see to, with an idempotency key where it is not.
 *
 * @param makeRequest called once for each try, so that each has a body of its own
 * @throws ApiError for every other answer, and `unreachable` when none came
 */
export async function fetchRetrying(
  makeRequest: () => Request | Promise<Request>,
  { retries, fetch, finalStatuses = [] }: RetryOptions,
): Promise<Response> {
  for (let attempt = 0; ; attempt++) {
    const request = await makeRequest()
    const isLast = attempt >= retries
    let response: Response
    try {
      response = await fetch(request)
    } catch (error) {
      if (request.signal.aborted) throw error
      if (isLast) throw unreachable(request.url, error)
      await wait(backoff(attempt), request.signal)
      continue
    }
    if (response.ok) return response
    const asked = readRetryAfter(response)
    const delay = asked === undefined ? backoff(attempt) : asked * 1000
    const isFinal = !WORTH_RETRYING.has(response.status) || finalStatuses.includes(response.status)
    if (isLast || isFinal || delay > LONGEST_WAIT_MS) {
      throw await readApiError(response)
    }
    await response.body?.cancel()
    await wait(delay, request.signal)
  }
}

/** Half a second, doubled each time, and up to a quarter more so that many clients do not return as one. */
const backoff = (attempt: number) => 500 * 2 ** attempt * (1 + Math.random() / 4)

function wait(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer)
      reject(signal.reason)
    }
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', stop)
      resolve()
    }, ms)
    if (signal.aborted) stop()
    else signal.addEventListener('abort', stop, { once: true })
  })
}

/** The error of a connection that never gave an answer; `fetch` hides the reason two causes deep. */
export function unreachable(url: string, error: unknown): ApiError {
  let reason = 'no answer'
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    const { code } = cause as Error & { code?: unknown }
    reason = cause.message || reason
    if (typeof code !== 'string') continue
    reason = code
    break
  }
  return new ApiError(
    `could not reach ${new URL(url).origin} (${reason})`,
    { status: 0, code: 'unreachable' },
    { cause: error },
  )
}
