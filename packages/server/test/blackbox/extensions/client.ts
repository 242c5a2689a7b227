// What the tests of custom graph nodes and plugins ask with: fetch, ws and files in the server's folder.
import { once } from 'node:events'
import { after, before } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { gzipSync } from 'node:zlib'
import { pack } from 'tar-stream'
import { WebSocket } from 'ws'
import { type Server, startProgram } from '../server.ts'

// biome-ignore lint/suspicious/noExplicitAny: a black-box suite looks into answers without declaring their types.
export type Json = any

export let server: Server
export let token: string
export const opened: WebSocket[] = []
before(async () => {
  server = await startProgram()
  token = (await ask('GET', '/api/auth/bootstrap')).body.token
})
after(async () => {
  for (const socket of opened) socket.terminate()
  await server[Symbol.asyncDispose]()
})

export async function ask(
  method: string,
  path: string,
  body?: unknown,
  more: { url?: string; key?: string | null } = {},
) {
  const isForm = body instanceof FormData
  const { url = server.url, key } = more
  const response = await fetch(url + path, {
    method,
    headers: {
      ...(key === null ? {} : key ? { authorization: `Bearer ${key}` } : { 'x-codefyui-token': token ?? '' }),
      ...(body === undefined || isForm ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: isForm ? body : JSON.stringify(body) }),
  })
  const text = await response.text()
  const isJson = /json/.test(response.headers.get('content-type') ?? '')
  const answer: Json = isJson && text ? JSON.parse(text) : text
  return { status: response.status, body: answer, headers: response.headers }
}

export function formOf(name: string, content: string | Uint8Array<ArrayBuffer>, field = 'file') {
  const form = new FormData()
  form.append(field, new Blob([content]), name)
  return form
}
export const upload = (name: string, content: string) =>
  ask('POST', '/api/custom-nodes/upload', formOf(name, content))
export const uploadPlugin = async (files: Record<string, string | Uint8Array>) =>
  ask('POST', '/api/plugins/upload', formOf('plugin.tgz', await packed(files)))

/** A package as npm packs it. */
export async function packed(files: Record<string, string | Uint8Array | null>, top = 'package/') {
  const tar = pack()
  for (const [name, content] of Object.entries(files)) {
    if (content === null) tar.entry({ name: top + name, type: 'symlink', linkname: '/etc/passwd' })
    else tar.entry({ name: top + name }, Buffer.from(content as string))
  }
  tar.finalize()
  const chunks: Uint8Array[] = []
  for await (const chunk of tar) chunks.push(chunk as Uint8Array)
  return new Uint8Array(gzipSync(Buffer.concat(chunks)))
}

export const listed = async (filename: string) =>
  (await ask('GET', '/api/custom-nodes')).body.find((file: Json) => file.filename === filename)

/** Runs a chain: the first kind's output goes into the second's input, and so on; returns what was told. */
export async function run(
  kinds: { type: string; params?: object; out?: string; in?: string }[],
  more: { until?: (frame: Json) => boolean; answer?: object; graph?: object } = {},
) {
  const socket = new WebSocket(`${server.url.replace('http', 'ws')}/ws/execution?token=${token}`)
  opened.push(socket)
  await once(socket, 'open')
  const nodes = kinds.map(({ type, params = {} }, i) => ({ id: `n${i}`, type, data: { params } }))
  const wires = kinds.slice(1).map((kind, i) => ({
    source: `n${i}`,
    target: `n${i + 1}`,
    sourceHandle: kinds[i]!.out ?? 'out',
    targetHandle: kind.in ?? 'in',
  }))
  const start = { source: 's', target: 'n0', sourceHandle: 'trigger', type: 'trigger' }
  const graph = { nodes: [{ id: 's', type: 'Start' }, ...nodes], edges: [start, ...wires] }
  const frames: Json[] = []
  const ended = new Promise<Json>((resolve) => {
    socket.on('message', (data) => {
      const frame = JSON.parse(String(data))
      frames.push(frame)
      if (more.until?.(frame)) socket.send(JSON.stringify(more.answer))
      if (/^execution_(complete|error|stopped)$/.test(frame.type)) resolve(frame)
    })
  })
  socket.send(JSON.stringify({ action: 'execute', ...(more.graph ?? graph) }))
  const end = await ended
  socket.close()
  const last = `n${kinds.length - 1}`
  const done = frames.find(({ node_id, status }) => node_id === last && /completed|cached/.test(status))
  return { frames, end, done, summary: done?.output_summary }
}

export const eventually = async <T>(look: () => Promise<T | undefined | false>): Promise<T> => {
  for (let i = 0; i < 400; i++) {
    const found = await look()
    if (found) return found
    await sleep(50)
  }
  throw new Error('it never came')
}

export const scale = (factor: string, more = '') => `
import { defineGraphNode } from '@nodeyard/sdk/graph-node'
export default defineGraphNode({
  name: 'TimesIt',
  category: 'Mine',
  description: 'Multiplies.',
  inputs: { in: { type: 'TENSOR', description: 'What to multiply' } },
  outputs: { out: 'TENSOR' },
  params: { factor: { type: 'float', default: ${factor}, min: 0, max: 100, description: 'By how much' } },
  run({ in: x }, { factor }, { log, progress }) {
    log('shape', x.shape)
    progress({ event: 'half', value: Infinity })
    const data: Float32Array = Float32Array.from(x.data as Float32Array, (v: number) => v * factor)
    return { out: { data, shape: x.shape } }
  },${more}
})
`
export const ones = { type: 'TensorCreate', params: { shape: '2,2', fill: 'ones' }, out: 'tensor' }
