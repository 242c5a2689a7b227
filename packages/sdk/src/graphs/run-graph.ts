import { once } from 'node:events'
import type { Connection } from '../client.ts'
import type { GraphDocument } from './graph-file.ts'

/** What a run tells while it goes; see the studio's page for what each has. */
export interface RunFrame {
  type: string
  run_id?: string
  node_id?: string
  status?: string
  error?: string
  log?: string
  progress?: Record<string, unknown>
  output_summary?: Record<string, Record<string, unknown>>
}

export interface RunGraphOptions {
  /** Under which its weights are kept from run to run. */
  graphId?: string | undefined
  seed?: number | undefined
  signal?: AbortSignal | undefined
}

const ENDS = new Set(['execution_complete', 'execution_error', 'execution_stopped', 'error'])

/**
 * Runs a graph and hands out what happens, as it happens. The run belongs to the server; aborting stops it.
 *
 * @throws Error with the server's words when it fails, or the connection breaks
 */
export async function* runGraph(
  server: Connection,
  graph: GraphDocument,
  { graphId = '', seed, signal }: RunGraphOptions = {},
): AsyncGenerator<RunFrame> {
  // Node's own WebSocket takes headers, which the browser's does not.
  const socket = new WebSocket(`${server.url.replace(/^http/, 'ws')}/ws/execution`, {
    headers: server.headers(),
  } as never)
  const frames: RunFrame[] = []
  const news = new EventTarget()
  let broken: string | undefined
  socket.addEventListener('message', ({ data }) => {
    frames.push(JSON.parse(String(data)) as RunFrame)
    news.dispatchEvent(new Event('frame'))
  })
  const onEnd = () => {
    broken ??= `${server.url} has closed the connection, or refused it`
    news.dispatchEvent(new Event('frame'))
  }
  socket.addEventListener('close', onEnd)
  socket.addEventListener('error', onEnd)
  const stop = () => {
    if (socket.readyState === WebSocket.OPEN) socket.send(JSON.stringify({ action: 'stop' }))
  }
  signal?.addEventListener('abort', stop, { once: true })
  try {
    socket.addEventListener('open', () => {
      const { nodes, edges, presets = [], name } = graph
      const asked = { action: 'execute', nodes, edges, presets, name, graph_id: graphId, seed }
      socket.send(JSON.stringify(asked))
    })
    for (;;) {
      while (frames.length === 0 && broken === undefined) await once(news, 'frame')
      const frame = frames.shift()
      if (!frame) throw new Error(broken)
      if (frame.type === 'execution_error' || frame.type === 'error') {
        throw new Error(frame.error ?? 'the run failed')
      }
      yield frame
      if (ENDS.has(frame.type)) return
    }
  } finally {
    signal?.removeEventListener('abort', stop)
    socket.close()
  }
}
