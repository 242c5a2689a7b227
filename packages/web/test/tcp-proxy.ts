import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'

export interface TcpProxy extends AsyncDisposable {
  url: string
  /** Where connections lead from now on. */
  to(url: string): void
  /** Breaks every connection and takes no other, as if the cable were out. */
  cut(): void
  heal(): void
  /** Bytes that have come from clients. */
  readonly sent: number
  /** Called when clients have sent this many more bytes. */
  after(bytes: number): Promise<void>
}

/** Milliseconds after which nothing comes any more. */
const WAIT = 60_000

/** An address that stays, in front of a server that goes and comes. */
export async function startProxy(url: string): Promise<TcpProxy> {
  let target = new URL(url)
  let isCut = false
  let sent = 0
  let waiting: { at: number; done(): void } | undefined
  const sockets = new Set<Socket>()
  const server = createServer((client) => {
    if (isCut) return void client.destroy()
    const upstream = connect(Number(target.port), target.hostname)
    for (const [one, other] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      sockets.add(one)
      one.on('close', () => {
        sockets.delete(one)
        other.destroy()
      })
      one.on('error', () => other.destroy())
      one.pipe(other)
    }
    client.on('data', ({ length }) => {
      sent += length
      if (waiting && sent >= waiting.at) waiting.done()
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    to(next) {
      target = new URL(next)
    },
    cut() {
      isCut = true
      for (const socket of sockets) socket.destroy()
    },
    heal() {
      isCut = false
    },
    get sent() {
      return sent
    },
    after: (bytes) =>
      new Promise((resolve, reject) => {
        const timer = setTimeout(() => reject(new Error(`only ${sent} bytes came`)), WAIT)
        const done = () => {
          clearTimeout(timer)
          resolve()
        }
        waiting = { at: sent + bytes, done }
      }),
    async [Symbol.asyncDispose]() {
      isCut = true
      for (const socket of sockets) socket.destroy()
      server.close()
    },
  }
}
