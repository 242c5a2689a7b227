import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { test } from 'node:test'
import { loadHttp } from '../lib/http-load.ts'

/** A server that remembers what it was asked, and refuses all but `/fine…`. */
async function withServer(body: (url: string, asked: Set<string>) => Promise<void>): Promise<void> {
  const asked = new Set<string>()
  const server = createServer(({ url = '', headers }, response) => {
    asked.add(`${url} ${headers['x-test']}`)
    response.writeHead(url.startsWith('/fine') ? 200 : 404).end('ok')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  try {
    await body(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked)
  } finally {
    server.closeAllConnections()
    server.close()
  }
}

const load = { connections: 2, seconds: 1, headers: { 'x-test': 'a "quoted" word' } }

test('every address is asked, with the headers', () =>
  withServer(async (url, asked) => {
    const { requestsPerSecond, p50, p99 } = await loadHttp({
      ...load,
      urls: [`${url}/fine/1`, `${url}/fine/2`],
    })
    assert.ok(requestsPerSecond > 0 && p50 > 0 && p99 >= p50)
    assert.deepEqual([...asked].sort(), ['/fine/1 a "quoted" word', '/fine/2 a "quoted" word'])
  }))

test('an answer that is no success fails the measurement', () =>
  withServer(async (url) => {
    await assert.rejects(loadHttp({ ...load, urls: [`${url}/fine`, `${url}/missing`] }), /failed/)
  }))
