/** Asks the server; throws an Error with its words when it refuses. */
export async function ask(path, { body, csrfToken } = {}) {
  const response = await fetch(path, {
    method: body === undefined ? 'GET' : 'POST',
    credentials: 'same-origin',
    headers: {
      accept: 'application/json',
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(csrfToken === undefined ? {} : { 'x-csrf-token': csrfToken }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  const answer = await response.json()
  if (response.ok) return answer
  // The marketplace says {error: {message}}, the registry {detail}.
  const message = answer.error?.message ?? answer.detail ?? `the server answered ${response.status}`
  throw Object.assign(new Error(message), { status: response.status })
}

/** Shows how it went, as text: `error`, `done`, or neither. */
export function say(text, kind = '') {
  const status = document.getElementById('status')
  status.textContent = text
  status.className = kind
}
