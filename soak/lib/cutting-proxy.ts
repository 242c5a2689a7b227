import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'

/** A way to a server that breaks connections, so many times, each after so many bytes have gone through. */
export async function startCuttingProxy(url: string, { bytes, cuts }: { bytes: number; cuts: number }) {
  const sockets = new Set<Socket>()
  let left = cuts
  const proxy = createServer((client) => {
    const upstream = connect(Number(new URL(url).port), '127.0.0.1')
    let passed = 0
    for (const socket of [client, upstream]) {
      sockets.add(socket)
      socket.on('error', () => {})
      socket.on('close', () => {
        sockets.delete(socket)
        client.destroy()
        upstream.destroy()
      })
    }
    upstream.pipe(client)
    client.on('data', (chunk) => {
      passed += chunk.length
      if (passed > bytes && left > 0) {
        left -= 1
        client.resetAndDestroy()
        upstream.resetAndDestroy()
      } else if (!upstream.write(chunk)) {
        client.pause()
        upstream.once('drain', () => client.resume())
      }
    })
  })
  proxy.listen(0, '127.0.0.1')
  await once(proxy, 'listening')
  return {
    url: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`,
    /** How many connections it has broken. */
    cuts: () => cuts - left,
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy()
      proxy.close()
      await once(proxy, 'close')
    },
  }
}
