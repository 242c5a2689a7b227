import { redact } from './redact.ts'

export interface ApiErrorDetail {
  /** HTTP status; 0 when no answer came at all. */
  status: number
  /** What went wrong, for programs: the marketplace's `code`, the registry's `type`, or `unreachable`. */
  code: string
  /** The offending input, when the server names one: `manifest.license`, `version`, … */
  field?: string | undefined
  /** What the server's log calls the request. */
  requestId?: string | undefined
  /** Seconds after which trying again makes sense. */
  retryAfter?: number | undefined
}

/**
 * What every function here throws when the server refuses or cannot be reached, whichever surface it was.
 * The message is the server's own, for people; it never holds a key.
 */
export class ApiError extends Error {
  readonly status: number
  readonly code: string
  readonly field: string | undefined
  readonly requestId: string | undefined
  readonly retryAfter: number | undefined

  constructor(message: string, detail: ApiErrorDetail, options?: ErrorOptions) {
    super(redact(message), options)
    this.name = 'ApiError'
    this.status = detail.status
    this.code = detail.code
    this.field = detail.field
    this.requestId = detail.requestId
    this.retryAfter = detail.retryAfter
  }
}

/** What an error answer says, in the words of whichever surface wrote it. */
export async function readApiError(response: Response): Promise<ApiError> {
  const text = await response.text().catch(() => '')
  const { code, message, field } = readBody(text, response)
  return new ApiError(message, {
    status: response.status,
    code,
    field,
    requestId: response.headers.get('x-request-id') ?? undefined,
    retryAfter: readRetryAfter(response),
  })
}

/** Seconds that `Retry-After` asks for, given as a number or as a date (RFC 9110, 10.2.3). */
export function readRetryAfter(response: Response): number | undefined {
  const value = response.headers.get('retry-after')
  if (value === null) return undefined
  const seconds = /^\d+$/.test(value) ? Number(value) : (Date.parse(value) - Date.now()) / 1000
  return Number.isFinite(seconds) ? Math.max(0, seconds) : undefined
}

interface MarketplaceBody {
  error: { code: string; message: string; field?: string }
}

interface RegistryBody {
  detail: string
  type: string
  /** The machines' word for it. */
  reason?: string
  errors?: { loc: (string | number)[]; msg: string }[] | null
}

/** What the grid's statuses are called elsewhere. */
const CODES: Record<number, string> = {
  400: 'invalid_request',
  401: 'unauthorized',
  403: 'forbidden',
  404: 'not_found',
  409: 'already_exists',
  501: 'runtime_unavailable',
}

function readBody(text: string, response: Response): { code: string; message: string; field?: string } {
  let body: Partial<MarketplaceBody & RegistryBody> | undefined
  try {
    body = JSON.parse(text)
  } catch {
    // Something between us and the server answered: a proxy's page is no message.
  }
  if (body?.error?.message !== undefined) return body.error
  const said = (body as { error?: unknown } | undefined)?.error ?? (body as { message?: unknown })?.message
  // The grid's: its errors are words alone.
  if (typeof said === 'string') return { code: CODES[response.status] ?? 'unknown', message: said }
  if (typeof body?.detail === 'string') {
    const issues = body.errors ?? []
    const [first] = issues
    const field = first?.loc.slice(1).join('.')
    const others = issues.length > 1 ? ` (and ${issues.length - 1} more)` : ''
    return {
      code: body.type ?? body.reason ?? 'unknown',
      message: body.detail + others,
      ...(field ? { field } : {}),
    }
  }
  if (Array.isArray(body?.detail)) return readProblems(body)
  return {
    code: 'unknown',
    message: `the server answered ${response.status}${response.statusText ? ` ${response.statusText}` : ''}`,
  }
}

/** The machines' list of problems, told by its first. */
function readProblems(body: { detail?: unknown; reason?: string }): {
  code: string
  message: string
  field?: string
} {
  const problems = body.detail as { loc: (string | number)[]; msg: string }[]
  const [first] = problems
  const field = first?.loc.slice(1).join('.')
  const others = problems.length > 1 ? ` (and ${problems.length - 1} more)` : ''
  return {
    code: body.reason ?? 'unknown',
    message: `${field ? `${field}: ` : ''}${first?.msg ?? 'the request is not valid'}${others}`,
    ...(field ? { field } : {}),
  }
}
