import { Fault, type FaultCode, type FaultIssue } from '../fault.ts'

interface AjvError {
  instancePath: string
  keyword: string
  message?: string
  params: Record<string, unknown>
}

/** The framework's own errors, in the house's words. */
const FRAMEWORK: Record<string, FaultCode> = {
  FST_ERR_CTP_BODY_TOO_LARGE: 'payload_too_large',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'unsupported_media_type',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'invalid_json',
  FST_ERR_CTP_INVALID_JSON_BODY: 'invalid_json',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'invalid_request',
  FST_ERR_BAD_URL: 'invalid_request',
}

/** Reads any thrown thing as a Fault. What is not the caller's to act on becomes `internal`, without its words. */
export function toFault(error: unknown): Fault {
  if (error instanceof Fault) return error
  const { validation, validationContext, code, statusCode, message } = error as {
    validation?: AjvError[]
    validationContext?: string
    code?: string
    statusCode?: number
    message?: string
  }
  if (validation) return validationFault(validation, validationContext ?? 'body')
  if (error instanceof SyntaxError && statusCode === 400)
    return new Fault('invalid_json', 'the body is not valid JSON')
  const known = code === undefined ? undefined : FRAMEWORK[code]
  if (known === 'invalid_json') return new Fault(known, 'the body is not valid JSON')
  if (known) return new Fault(known, message ?? known)
  if (statusCode !== undefined && statusCode >= 400 && statusCode < 500) {
    return new Fault('invalid_request', message ?? 'the request is not valid')
  }
  // PostgreSQL's texts hold every character but NUL, which no field of ours needs.
  if (code === '22021') return new Fault('validation_failed', 'a text cannot contain the character NUL')
  return new Fault(
    'internal',
    'something went wrong here; the request id helps us to find it',
    {},
    { cause: error },
  )
}

const PLACE: Record<string, string> = { querystring: 'query', params: 'path', headers: 'header' }

/** How many problems one answer lists: a body can have a hundred thousand. */
const MOST_ISSUES = 100

function validationFault(errors: AjvError[], context: string): Fault {
  const place = PLACE[context] ?? context
  const issues = errors
    .filter(isTelling)
    .slice(0, MOST_ISSUES)
    .map((error) => toIssue(error, place))
  const [first] = issues
  const field = first?.loc.slice(1).join('.')
  const where = field ? `${place} ${field}` : place
  return new Fault('validation_failed', `${where}: ${first?.message ?? 'is not valid'}`, {
    ...(field ? { field } : {}),
    issues,
  })
}

/** A failed union says what it wanted in its members' errors; the line about the union itself adds nothing. */
const isTelling = ({ keyword }: AjvError, _index: number, all: AjvError[]) =>
  (keyword !== 'anyOf' && keyword !== 'if') || all.length === 1

function toIssue({ instancePath, keyword, message, params }: AjvError, place: string): FaultIssue {
  const path = instancePath
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
    .map((part) => (/^\d+$/.test(part) ? Number(part) : part))
  const named = params.missingProperty ?? params.additionalProperty
  const loc = [place, ...path, ...(typeof named === 'string' ? [named] : [])]
  return {
    loc,
    message: explain(keyword, message, params),
    type: keyword === 'required' ? 'missing' : `${keyword}_error`,
  }
}

function explain(keyword: string, message: string | undefined, params: Record<string, unknown>): string {
  if (keyword === 'required') return 'is required'
  if (keyword === 'additionalProperties') return 'is not a known field'
  if (keyword === 'enum') return `must be one of ${(params.allowedValues as unknown[]).join(', ')}`
  if (keyword === 'const') return `must be ${JSON.stringify(params.allowedValue)}`
  return message ?? 'is not valid'
}
