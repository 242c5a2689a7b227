import { once } from 'node:events'
import { WebSocket } from 'ws'
import type { TestServer } from '../start-server.ts'

export type Frame = Record<string, unknown> & { type: string }

/** A socket of the studio, with what it heard; the administrator's unless other headers or a query say who it is. */
export async function openSocket(
  { url, key }: Pick<TestServer, 'url' | 'key'>,
  { query = '', headers }: { query?: string; headers?: Record<string, string> } = {},
) {
  const socket = new WebSocket(`${url.replace('http', 'ws')}/ws/execution${query}`, {
    headers: headers ?? (query ? {} : { authorization: `Bearer ${key}` }),
  })
  const frames: Frame[] = []
  const waiting: { is: (frame: Frame) => boolean; resolve: (frame: Frame) => void }[] = []
  const closed = new Promise<number>((resolve) => socket.once('close', resolve))
  socket.on('message', (data) => {
    const frame = JSON.parse(String(data)) as Frame
    frames.push(frame)
    for (const [i, { is, resolve }] of [...waiting.entries()].reverse()) {
      if (!is(frame)) continue
      waiting.splice(i, 1)
      resolve(frame)
    }
  })
  await once(socket, 'open')
  return {
    socket,
    frames,
    /** The code it was closed with. */
    closed,
    say: (frame: object) => socket.send(JSON.stringify(frame)),
    /** The first frame of a type, heard already or still to come. */
    hear: (type: string) => {
      const known = frames.find((frame) => frame.type === type)
      if (known) return Promise.resolve(known)
      return new Promise<Frame>((resolve) => waiting.push({ is: (frame) => frame.type === type, resolve }))
    },
    [Symbol.dispose]: () => socket.terminate(),
  }
}
