import { ApiError, connect } from '@nodeyard/sdk/client'

/** What writes of a signed-in browser carry; asked for once, anew after signing in. */
let csrfToken: Promise<string | undefined> | undefined

export function forgetSession(): void {
  csrfToken = undefined
}

const NO_TOKEN = Promise.resolve(undefined)

/** Who is not signed in has no token, and need not ask for it; who signed in elsewhere meanwhile has one. */
export function expectSession(isThere: boolean): void {
  if (!isThere) csrfToken = NO_TOKEN
  else if (csrfToken === NO_TOKEN) csrfToken = undefined
}

async function readCsrfToken(): Promise<string | undefined> {
  const response = await fetch('/v1/sessions', { credentials: 'same-origin' })
  if (!response.ok) return undefined
  return ((await response.json()) as { csrf_token: string }).csrf_token
}

/** What a write that does not go through `sessionFetch` must carry. */
export async function csrfHeader(): Promise<Record<string, string>> {
  // A server that was away for a moment is asked again.
  csrfToken ??= readCsrfToken().catch((error) => {
    forgetSession()
    throw error
  })
  const token = await csrfToken
  return token === undefined ? {} : { 'x-csrf-token': token }
}

/** fetch as this browser's session: the cookie goes by itself, and writes prove that a page of ours sent them. */
export async function sessionFetch(input: RequestInfo | URL, init?: RequestInit): Promise<Response> {
  const request = new Request(input, init)
  if (request.method === 'GET' || request.method === 'HEAD') return fetch(request)
  for (const [name, value] of Object.entries(await csrfHeader())) request.headers.set(name, value)
  return fetch(request)
}

/** The server that this page came from: `api.marketplace` is `/v1`, `api.registry` `/api/v1`, both typed. */
export const api = connect({ url: location.origin, fetch: sessionFetch })

/** A call to a surface without typed client: JSON in, JSON out, errors thrown as `ApiError`. */
export async function ask<Answer>(
  path: string,
  init: RequestInit & { json?: unknown } = {},
): Promise<Answer> {
  const { json, ...rest } = init
  const response = await sessionFetch(path, {
    ...rest,
    ...(json !== undefined && {
      method: rest.method ?? 'POST',
      body: JSON.stringify(json),
      headers: { 'content-type': 'application/json', ...rest.headers },
    }),
  })
  const body = (await response.json().catch(() => undefined)) as
    | { detail?: unknown; message?: string; error?: string | { message?: string; code?: string } }
    | undefined
  if (response.ok) return body as Answer
  const { detail, message } = body ?? {}
  // The grid says {error: 'text'} or {message}.
  const error = typeof body?.error === 'string' ? { message: body.error } : body?.error
  const said = error?.message ?? message ?? (typeof detail === 'string' ? detail : undefined)
  throw new ApiError(said ?? `the server answered ${response.status}`, {
    status: response.status,
    code: error?.code ?? 'unknown',
  })
}
