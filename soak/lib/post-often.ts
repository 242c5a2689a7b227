import { Agent, request } from 'node:http'
import { text } from 'node:stream/consumers'

export interface Answered {
  status: number
  headers: Record<string, string | string[] | undefined>
  body: unknown
}

/** Posts JSON over connections that stay open: for a proof of a million requests `fetch` would be half the work. */
export function postOften(connections: number) {
  const agent = new Agent({ keepAlive: true, maxSockets: connections })
  const post = async (url: string, headers: Record<string, string>, body: object): Promise<Answered> => {
    const content = JSON.stringify(body)
    const { promise, resolve, reject } = Promise.withResolvers<Answered>()
    request(url, {
      agent,
      method: 'POST',
      headers: {
        ...headers,
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(content),
      },
    })
      .once('error', reject)
      .once('response', (response) => {
        text(response).then(
          (answer) =>
            resolve({ status: response.statusCode!, headers: response.headers, body: JSON.parse(answer) }),
          reject,
        )
      })
      .end(content)
    return promise
  }
  return { post, close: () => agent.destroy() }
}
