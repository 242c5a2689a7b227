import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'

export interface Received {
  headers: IncomingHttpHeaders
  body: string
  // biome-ignore lint/suspicious/noExplicitAny: a test looks into events without declaring their types.
  event: any
}

export interface Receiver extends AsyncDisposable {
  url: string
  received: Received[]
  /** Waits until there are at least so many. */
  waitFor(count: number): Promise<Received[]>
}

/** A real HTTP server that keeps what it is sent. */
export async function startReceiver(
  answer: (response: ServerResponse, received: Received) => void = (response) => response.end('thanks'),
): Promise<Receiver> {
  const received: Received[] = []
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk) => chunks.push(chunk))
    request.on('end', () => {
      const body = Buffer.concat(chunks).toString()
      const one = { headers: request.headers, body, event: JSON.parse(body) }
      received.push(one)
      answer(response, one)
    })
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`,
    received,
    async waitFor(count) {
      const deadline = Date.now() + 60_000
      while (received.length < count) {
        if (Date.now() > deadline) throw new Error(`${received.length} of ${count} arrived`)
        await sleep(20)
      }
      return received
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      await new Promise((done) => server.close(done))
    },
  }
}

/** Waits until something is so. */
export async function until<T>(look: () => Promise<T | undefined | false>): Promise<T> {
  const deadline = Date.now() + 60_000
  for (;;) {
    const found = await look()
    if (found) return found
    if (Date.now() > deadline) throw new Error('it did not come to that')
    await sleep(20)
  }
}
