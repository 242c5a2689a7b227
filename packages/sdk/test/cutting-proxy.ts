import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'

export interface CuttingProxy extends AsyncDisposable {
  url: string
  /** Bytes that clients have sent, and that they were sent, since the last `reset`. */
  counts: { up: number; down: number }
  /** Starts counting anew, and lets through what was held. */
  reset(): void
  /** Lets so many bytes through in one direction, then holds what follows; resolves when it begins to. */
  holdAfter(direction: 'up' | 'down', bytes: number): Promise<void>
  /** Breaks every connection, and lets through what comes by new ones. */
  cut(): void
}

/** Stands between a client and a server, and can lose the connection where a test wants it lost. */
export async function startProxy(target: string): Promise<CuttingProxy> {
  const { hostname, port } = new URL(target)
  const sockets = new Set<Socket>()
  const counts = { up: 0, down: 0 }
  let hold: { direction: 'up' | 'down'; bytes: number; reached: () => void } | undefined
  const held: (() => void)[] = []

  const forward = (from: Socket, to: Socket, direction: 'up' | 'down') => {
    from.on('data', (chunk) => {
      counts[direction] += chunk.length
      if (hold?.direction === direction && counts[direction] >= hold.bytes) {
        hold.reached()
        from.pause()
        held.push(() => from.resume())
      }
      if (!to.write(chunk)) {
        from.pause()
        to.once('drain', () => from.resume())
      }
    })
    from.on('end', () => to.end())
    from.on('error', () => to.destroy())
    from.on('close', () => {
      sockets.delete(from)
      to.destroy()
    })
  }
  const server = createServer((client) => {
    const upstream = connect(Number(port), hostname)
    for (const socket of [client, upstream]) sockets.add(socket)
    forward(client, upstream, 'up')
    forward(upstream, client, 'down')
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const release = () => {
    hold = undefined
    for (const resume of held.splice(0)) resume()
  }
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    counts,
    reset() {
      release()
      counts.up = 0
      counts.down = 0
    },
    holdAfter: (direction, bytes) =>
      new Promise((reached) => {
        hold = { direction, bytes, reached }
      }),
    cut() {
      hold = undefined
      held.length = 0
      for (const socket of sockets) socket.destroy()
    },
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy()
      server.close()
      await once(server, 'close')
    },
  }
}
