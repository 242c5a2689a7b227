import assert from 'node:assert/strict'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { test } from 'node:test'
import { whoAmI } from '../../src/accounts/who-am-i.ts'
import { ApiError, connect } from '../../src/client.ts'
import { invoke } from '../../src/deployments/invoke.ts'
import { VERSION } from '../../src/version.ts'

const ME = {
  id: 'usr_1',
  slug: 'ann',
  name: 'Ann',
  email: null,
  created_at: '2026-01-01T00:00:00Z',
  key: { mode: 'test', scopes: ['*'] },
}

/** A server that answers as the test says, once for each request, and remembers what it was asked. */
async function startScripted(...answers: ((response: ServerResponse) => void)[]) {
  const asked: IncomingMessage[] = []
  const server = createServer((request, response) => {
    const answer = answers[asked.push(request) - 1]
    request.resume().on('end', () => (answer ? answer(response) : response.writeHead(599).end()))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

const json =
  (status: number, body: unknown, headers: Record<string, string> = {}) =>
  (response: ServerResponse) =>
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body))

const failing = async (promise: Promise<unknown>): Promise<ApiError> => {
  const error = await promise.then(
    () => assert.fail('it did not fail'),
    (thrown: unknown) => thrown,
  )
  assert.ok(error instanceof ApiError, String(error))
  return error
}

test('the version in the User-Agent is that of the package', async () => {
  const manifest = JSON.parse(await readFile(new URL('../../package.json', import.meta.url), 'utf8'))
  assert.equal(VERSION, manifest.version)
  await using server = await startScripted(json(200, ME))
  await whoAmI(connect({ url: server.url, apiKey: 'nd_test_abc' }))
  assert.equal(server.asked[0]!.headers['user-agent'], `nodeyard/${VERSION}`)
  assert.equal(server.asked[0]!.headers.authorization, 'Bearer nd_test_abc')
})

test('what fails for a passing reason is asked again, as often as was agreed', async () => {
  const busy = json(503, {}, { 'retry-after': '0' })
  const cut = (response: ServerResponse) => response.destroy()
  const halfway = (response: ServerResponse) => {
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' }).write('{')
    setImmediate(() => response.destroy())
  }
  for (const failures of [[busy, busy], [cut], [halfway]]) {
    await using server = await startScripted(...failures, json(200, ME))
    assert.equal((await whoAmI(connect({ url: server.url }))).slug, 'ann')
    assert.equal(server.asked.length, failures.length + 1)
  }
  await using server = await startScripted(busy, busy, busy, json(200, ME))
  assert.equal((await failing(whoAmI(connect({ url: server.url })))).status, 503)
  assert.equal(server.asked.length, 3)
})

test('what would fail again is not asked again, and neither is what asks for too long a wait', async () => {
  const refusals = [json(404, {}), json(500, {}), json(429, {}, { 'retry-after': '3600' })]
  for (const refusal of refusals) {
    await using server = await startScripted(refusal, json(200, ME))
    await failing(whoAmI(connect({ url: server.url })))
    assert.equal(server.asked.length, 1)
  }
})

test('a repeated write carries the same idempotency key, and another write another', async () => {
  const made = json(201, {})
  await using server = await startScripted(json(502, {}, { 'retry-after': '0' }), made, made)
  const { marketplace } = connect({ url: server.url })
  // Any write will do: the scripted server knows no routes.
  const post = () =>
    (marketplace.POST as (path: string, init: object) => Promise<unknown>)('/v1/x', { body: {} })
  await post()
  await post()
  const keys = server.asked.map(({ headers }) => headers['idempotency-key'])
  assert.equal(keys.length, 3)
  assert.ok(keys[0])
  assert.equal(keys[0], keys[1])
  assert.notEqual(keys[1], keys[2])
})

test('errors of both surfaces become the same error', async () => {
  await using server = await startScripted(
    json(
      422,
      {
        error: {
          code: 'validation_failed',
          message: 'no such licence',
          field: 'license',
          request_id: 'req_1',
        },
      },
      { 'x-request-id': 'req_1' },
    ),
    json(422, {
      code: 422,
      detail: 'the body is not valid',
      type: 'validation_error',
      errors: [
        { loc: ['body', 'manifest', 'license'], msg: 'no such licence', type: 'value_error' },
        { loc: ['body', 'x'], msg: 'missing', type: 'missing' },
      ],
    }),
    (response) => response.writeHead(403, { 'content-type': 'text/html' }).end('<h1>a proxy</h1>'),
  )
  const yard = connect({ url: server.url })
  const { status, code, field, requestId, message } = await failing(whoAmI(yard))
  assert.deepEqual(
    { status, code, field, requestId, message },
    {
      status: 422,
      code: 'validation_failed',
      field: 'license',
      requestId: 'req_1',
      message: 'no such licence',
    },
  )
  const registry = await failing(whoAmI(yard))
  assert.equal(registry.code, 'validation_error')
  assert.equal(registry.field, 'manifest.license')
  assert.equal(registry.message, 'the body is not valid (and 1 more)')
  const proxy = await failing(whoAmI(yard))
  assert.equal(proxy.message, 'the server answered 403 Forbidden')
})

test('no key gets into an error, whoever repeats it', async () => {
  const secret = `nd_live_${'x'.repeat(30)}`
  await using server = await startScripted(
    json(404, { error: { code: 'not_found', message: `there is no key ${secret}`, request_id: 'req_1' } }),
  )
  const error = await failing(whoAmI(connect({ url: server.url, apiKey: secret })))
  assert.equal(error.message, 'there is no key nd_live_…')

  const gone = await failing(
    whoAmI(connect({ url: 'http://ann:hunter2@127.0.0.1:1', apiKey: secret, retries: 0 })),
  )
  assert.equal(gone.code, 'unreachable')
  assert.equal(gone.status, 0)
  assert.doesNotMatch(gone.message, /hunter2|xxx/)
})

test('what answers but is no Nodeyard server is told apart', async () => {
  await using server = await startScripted((response) =>
    response.writeHead(200, { 'content-type': 'text/html' }).end('<h1>It works!</h1>'),
  )
  const error = await failing(whoAmI(connect({ url: server.url })))
  assert.match(error.message, /answered with text\/html, which a Nodeyard server would not/)
})

test('an invocation that took too long is not asked for again, one that met a busy server is', async () => {
  await using slow = await startScripted(json(504, {}))
  assert.equal((await failing(invoke(connect({ url: slow.url }), 'dep_1', { x: 1 }))).status, 504)
  assert.equal(slow.asked.length, 1)
  await using busy = await startScripted(
    json(503, {}, { 'retry-after': '0' }),
    json(200, { output: { y: [2] } }),
  )
  const { output } = await invoke(connect({ url: busy.url }), 'dep_1', { x: 1 })
  assert.deepEqual(output, { y: [2] })
})

test('an address that is none is refused before anything is asked', () => {
  assert.throws(() => connect({ url: 'localhost:8000' }), /is not a server's address/)
  assert.throws(() => connect({ url: 'ftp://example.com' }), TypeError)
})
