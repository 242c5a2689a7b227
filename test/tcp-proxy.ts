import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'

/** From the client, or to it. */
type Direction = 'up' | 'down'

export interface TcpProxy extends AsyncDisposable {
  url: string
  /** Bytes that have gone through since the last `reset`. */
  counts: Record<Direction, number>
  /** Starts counting anew, and lets through what was held. */
  reset(): void
  /** Where connections lead from now on. */
  to(url: string): void
  /** Resolves when so many more bytes have gone through in one direction. */
  after(direction: Direction, bytes: number): Promise<void>
  /** Lets so many bytes through in one direction since the last `reset`, then holds what follows; resolves then. */
  holdAfter(direction: Direction, bytes: number): Promise<void>
  /** Breaks every connection, and lets through what comes by new ones. */
  cut(): void
  /** Breaks every connection and takes no other until `plugIn`, as if the cable were out. */
  unplug(): void
  plugIn(): void
  /** How many connections `cutting` has broken. */
  readonly cuts: number
}

export interface TcpProxyOptions {
  /** Breaks a connection after so many bytes in one direction, so many times in all. */
  cutting?: { direction: Direction; bytes: number; times: number }
}

/** Stands between a client and a server that may go and come, and loses the connection where a test wants it lost. */
export async function startProxy(url: string, { cutting }: TcpProxyOptions = {}): Promise<TcpProxy> {
  let target = new URL(url)
  let isUnplugged = false
  let cuts = 0
  const sockets = new Set<Socket>()
  const counts = { up: 0, down: 0 }
  const marks: { direction: Direction; bytes: number; isHeld: boolean; reached(): void }[] = []
  const held: (() => void)[] = []
  const breakAll = () => {
    held.length = 0
    for (const socket of sockets) socket.destroy()
  }

  const forward = (from: Socket, to: Socket, direction: Direction) => {
    let passed = 0
    sockets.add(from)
    from.on('data', (chunk) => {
      passed += chunk.length
      counts[direction] += chunk.length
      if (cutting?.direction === direction && passed > cutting.bytes && cuts < cutting.times) {
        cuts++
        // A client still gets what came so far.
        if (direction === 'down') {
          to.write(chunk)
          to.destroySoon()
        } else to.resetAndDestroy()
        return void from.resetAndDestroy()
      }
      for (const mark of marks.filter(
        (one) => one.direction === direction && counts[direction] >= one.bytes,
      )) {
        marks.splice(marks.indexOf(mark), 1)
        mark.reached()
        if (!mark.isHeld) continue
        from.pause()
        held.push(() => from.resume())
      }
      if (to.write(chunk) || from.isPaused()) return
      from.pause()
      to.once('drain', () => from.resume())
    })
    from.on('end', () => to.end())
    from.on('error', () => to.destroy())
    from.on('close', () => {
      sockets.delete(from)
      to.destroy()
    })
  }
  const server = createServer((client) => {
    if (isUnplugged) return void client.destroy()
    const upstream = connect(Number(target.port), target.hostname)
    forward(client, upstream, 'up')
    forward(upstream, client, 'down')
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    counts,
    get cuts() {
      return cuts
    },
    reset() {
      marks.length = 0
      for (const resume of held.splice(0)) resume()
      counts.up = 0
      counts.down = 0
    },
    to(next) {
      target = new URL(next)
    },
    after: (direction, bytes) =>
      new Promise((reached) => {
        marks.push({ direction, bytes: counts[direction] + bytes, isHeld: false, reached })
      }),
    holdAfter: (direction, bytes) =>
      new Promise((reached) => {
        marks.push({ direction, bytes, isHeld: true, reached })
      }),
    cut: breakAll,
    unplug() {
      isUnplugged = true
      breakAll()
    },
    plugIn() {
      isUnplugged = false
    },
    async [Symbol.asyncDispose]() {
      isUnplugged = true
      breakAll()
      server.close()
      await once(server, 'close')
    },
  }
}
