import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { startServer, type TestServer } from '../start-server.ts'
import { deploy, pushScale, scale, untilStatus } from './yard.ts'

let server: TestServer
let id: string
before(async () => {
  server = await startServer()
  await pushScale(server, '1.0.0', 2)
  id = (await deploy(server, 'admin/scale')).id
  await untilStatus(server, id, 'ready')
})
after(() => server[Symbol.asyncDispose]())

interface Line {
  id: string
  ts: string
  level: string
  replica: string | null
  invocation_id: string | null
  message: string
}

const page = async (query: string) =>
  (await server.call(`/v1/deployments/${id}/logs${query}`)).body as {
    items: Line[]
    next_cursor: string | null
    has_more: boolean
  }

/** Opens the stream of events and answers a function that waits for the next one. */
async function follow(headers: Record<string, string> = {}) {
  const abort = new AbortController()
  const response = await fetch(`${server.url}/v1/deployments/${id}/logs?follow=true`, {
    headers: { authorization: `Bearer ${server.key}`, ...headers },
    signal: abort.signal,
  })
  assert.equal(response.status, 200)
  assert.match(response.headers.get('content-type')!, /^text\/event-stream/)
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader()
  let text = ''
  const next = async (): Promise<Line | undefined> => {
    for (;;) {
      const end = text.indexOf('\n\n')
      if (end >= 0) {
        const event = text.slice(0, end)
        text = text.slice(end + 2)
        const [, data] = /^data: (.*)$/m.exec(event) ?? []
        if (data) {
          const line = JSON.parse(data) as Line
          assert.match(event, new RegExp(`^id: ${line.id}$`, 'm'))
          return line
        }
        continue
      }
      const { value, done } = await reader.read()
      if (done) return undefined
      text += value
    }
  }
  return { next, close: () => abort.abort() }
}

test('lines come newest first, in pages, and by level and time', async () => {
  const { logs } = server.deps.serving
  for (let i = 0; i < 5; i++) logs.add(id, i === 2 ? 'warn' : 'debug', `line ${i}`, i === 3 ? 'inv_3' : null)
  const first = await page('?limit=3')
  assert.deepEqual(
    first.items.map(({ message }) => message),
    ['line 4', 'line 3', 'line 2'],
  )
  assert.equal(first.has_more, true)
  const second = await page(`?limit=3&cursor=${first.next_cursor}`)
  assert.deepEqual(second.items.map(({ message }) => message).slice(0, 2), ['line 1', 'line 0'])
  const line = first.items[1]!
  assert.equal(line.level, 'debug')
  assert.equal(line.invocation_id, 'inv_3')
  assert.match(line.replica!, /^srv_/)
  assert.ok(Math.abs(Date.parse(line.ts) - Date.now()) < 60_000)
  const warnings = await page('?level=warn')
  assert.deepEqual(
    warnings.items.map(({ message }) => message),
    ['line 2'],
  )
  assert.deepEqual((await page('?since=2100-01-01T00:00:00Z')).items, [])
  assert.deepEqual((await page('?until=2000-01-01T00:00:00Z')).items, [])
  assert.equal((await server.call(`/v1/deployments/${id}/logs?level=loud`)).status, 422)
  assert.equal((await server.call(`/v1/deployments/${id}/logs?cursor=nonsense`)).status, 422)
})

test('a followed log begins with what is there and goes on with what comes', async () => {
  const stream = await follow()
  const before: string[] = []
  for (;;) {
    const line = await stream.next()
    before.push(line!.message)
    if (line!.message === 'line 4') break
  }
  assert.ok(before.some((message) => message.startsWith('created')))
  server.deps.serving.logs.add(id, 'info', 'while you listen')
  const line = await stream.next()
  assert.equal(line?.message, 'while you listen')
  stream.close()

  const again = await follow({ 'last-event-id': line!.id })
  server.deps.serving.logs.add(id, 'info', 'since then')
  assert.equal((await again.next())?.message, 'since then')
  again.close()
})

test('a line that is too long is cut', async () => {
  const { serving } = server.deps
  serving.logs.add(id, 'error', 'x'.repeat(5000))
  const [line] = (await page('?level=error')).items
  assert.equal(line?.message.length, 2000)
})

test('a flood of lines is cut off for the rest of the minute', async () => {
  const { id: noisy } = await deploy(server, 'admin/scale')
  for (let i = 0; i < 1000; i++) server.deps.serving.logs.add(noisy, 'info', `line ${i}`)
  const { items } = (await server.call(`/v1/deployments/${noisy}/logs?limit=100`)).body
  const cut = items.filter(({ message }: Line) => message.includes('too many lines'))
  assert.ok(cut.length <= 2 && cut.length >= 1)
})

test('a followed log ends with its deployment, and with the server', async () => {
  const { id: brief } = await deploy(server, 'admin/scale')
  const response = await fetch(`${server.url}/v1/deployments/${brief}/logs?follow=true`, {
    headers: { authorization: `Bearer ${server.key}` },
  })
  await server.call(`/v1/deployments/${brief}`, undefined, { method: 'DELETE' })
  // It would never end if nobody ended it.
  await response.text()

  const other = await startServer({ on: server })
  const followed = await fetch(`${other.url}/v1/deployments/${id}/logs?follow=true`, {
    headers: { authorization: `Bearer ${server.key}` },
  })
  await Promise.all([other.stop(), followed.text()])
  assert.equal((await scale(server, id, [1, 2])).status, 200)
})
