// Who may do what in the registry, and how it says no: for registry.test.ts, after it has pushed.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  askOf,
  begin,
  call,
  digits,
  fetchReady,
  get,
  type Json,
  names,
  ok,
  people,
  refused,
  server,
} from './registry-client.ts'
import { startProgram } from './server.ts'

export function testAccess(): void {
  test('strangers find nothing, until a model is made public: then all its versions', async () => {
    const key = people.stranger
    const paths = [
      'models/digits',
      'models/digits/1.0.0',
      'models/digits/versions',
      'datasets/points',
      'models',
    ]
    for (const path of paths) await refused(get(`/org/acme/${path}`, { key }), 404, 'not_found_error')
    await refused(
      call('POST', '/org/acme/models/digits/1.0.0/download', undefined, { key }),
      404,
      'not_found_error',
    )
    assert.equal((await ok(get('/org/stranger/models?include_public=true', { key }))).total, 0)

    for (const [kind, name] of [
      ['models', 'digits'],
      ['datasets', 'points'],
    ]) {
      const shown = await ok(call('PATCH', `/org/acme/${kind}/${name}/visibility`, { is_public: true }))
      assert.deepEqual([shown.is_public, typeof shown.message], [true, 'string'])
    }
    for (const version of ['1.0.0', '1.9.0', '1.10.0']) {
      const detail = await ok(get(`/org/acme/models/digits/${version}`, { key }))
      assert.deepEqual([detail.is_public, detail.created_by_email], [true, null])
    }
    assert.deepEqual(names(await ok(get('/org/acme/models', { key }))), ['acme/digits'])
    assert.deepEqual(names(await ok(get('/org/stranger/models?include_public=true', { key }))), [
      'acme/digits',
    ])
    assert.equal((await ok(get('/org/stranger/models', { key }))).total, 0)
    await fetchReady(await ok(call('POST', '/org/acme/models/digits/1.0.0/download', undefined, { key })))
    await refused(
      call('POST', '/org/acme/models/digits/1.0.0/aliases', { alias: 'mine' }, { key }),
      403,
      'forbidden_error',
    )

    assert.equal(
      (await ok(call('PATCH', '/org/acme/models/digits/visibility', { is_public: false }))).is_public,
      false,
    )
    await refused(get('/org/acme/models/digits/versions', { key }), 404, 'not_found_error')
  })

  test("a download is its asker's alone", async () => {
    const { download_id: id } = await ok(call('POST', '/org/acme/models/digits/1.0.0/download'))
    await refused(get(`/org/acme/downloads/models/${id}`, { key: people.reader }), 404, 'not_found_error')
  })

  test('a reader reads and a contributor writes, but neither decides what is public', async () => {
    await ok(get('/org/acme/models/digits', { key: people.reader }))
    const [reader, contributor] = [{ key: people.reader }, { key: people.contributor }]
    const at = '/org/acme/models/digits'
    await refused(call('PUT', `${at}/1.0.0/metrics`, { a: 1 }, reader), 403, 'forbidden_error')
    await refused(begin({ ...digits, version: '2.0.0', key: people.reader }), 403, 'forbidden_error')
    await ok(call('PUT', `${at}/1.0.0/metrics`, { a: 1 }, contributor))
    await refused(call('PATCH', `${at}/visibility`, { is_public: true }, contributor), 403, 'forbidden_error')
    await refused(call('DELETE', `${at}/1.0.0`, undefined, contributor), 403, 'forbidden_error')
  })

  test('a key does what its scopes say', async () => {
    const made = await ok(
      call('POST', '/v1/keys', { name: 'narrow', mode: 'test', scopes: ['models:read'] }),
      201,
    )
    const key = made.secret
    await ok(get('/org/acme/models/digits', { key }))
    await refused(get('/org/acme/datasets', { key }), 403, 'forbidden_error')
    await refused(
      call('PUT', '/org/acme/models/digits/1.0.0/metrics', { a: 1 }, { key }),
      403,
      'forbidden_error',
    )
  })

  test('who does not say who it is gets a 401', async () => {
    for (const path of ['models', 'models/facets', 'models/digits', 'models/digits/versions', 'datasets']) {
      await refused(get(`/org/acme/${path}`, { key: null }), 401, 'authentication_error')
    }
    await refused(get('/user', { key: 'nd_test_made-up' }), 401, 'authentication_error')
    await refused(
      get('/user', { key: null, headers: { authorization: 'Basic YTpi' } }),
      401,
      'authentication_error',
    )
    await ok(call('POST', '/v1/keys', { name: 'short', mode: 'test' }), 201).then(async ({ id, secret }) => {
      await call('DELETE', `/v1/keys/${id}`)
      await refused(get('/user', { key: secret }), 401, 'token_error')
    })
  })

  test('every error has the one shape, the framework’s own too', async () => {
    await refused(get('/nothing'), 404, 'not_found_error')
    await refused(get('/org/nobody/models'), 404, 'not_found_error')
    await refused(call('PUT', '/org/acme/models'), 404, 'not_found_error')
    const at = '/org/acme/models/digits/1.0.0/aliases'
    await refused(call('POST', at, '{"alias": '), 400, 'invalid_error')
    await refused(
      call('POST', at, 'alias=champion', { headers: { 'content-type': 'text/csv' } }),
      400,
      'invalid_error',
    )
    await refused(call('POST', at, JSON.stringify({ alias: 'x'.repeat(5_000_000) })), 400, 'invalid_error')
    const { errors } = await refused(call('POST', at, {}), 422, 'validation_error')
    assert.deepEqual(errors[0].loc, ['body', 'alias'])
    await refused(get('/org/acme/models/%00'), 400, 'invalid_error')
  })

  test('a terminal signs in by a code that somebody approves', async () => {
    const code = await ok(call('POST', '/auth/device/code', undefined, { key: null }))
    assert.equal(code.completed, false)
    assert.equal(code.verification_url, `${server.url}/account/device?code=${code.user_code}`)
    const claim = () => call('POST', '/auth/device/token', { device_code: code.device_code }, { key: null })
    await refused(claim(), 401, 'authentication_error')
    const approval = { user_code: code.user_code, approve: true }
    await ok(call('POST', '/auth/device/approve', approval, { key: people.reader }))
    const { access_token: key, refresh_token: refresh } = await ok(claim())
    assert.equal(refresh, key)
    assert.equal((await ok(get('/user', { key }))).username, 'reader')
  })

  test('the document lists every status of the envelope for every operation', async () => {
    const document: Json = await (await fetch(new URL('/openapi/registry.json', server.url))).json()
    assert.equal(document.openapi, '3.1.0')
    const statuses = ['400', '401', '403', '404', '409', '422', '426', '429', '500', '502', '504']
    const { code, type } = document.components.schemas.APIErrorPayload.properties
    assert.deepEqual(code.enum.map(String), statuses)
    assert.equal(type.enum.length, 35)
    const operations = Object.entries(document.paths as Json).flatMap(([path, methods]) =>
      Object.entries(methods as Json).map(([method, operation]) => ({
        path,
        method,
        operation: operation as Json,
      })),
    )
    assert.ok(operations.length >= 30)
    for (const { path, method, operation } of operations) {
      for (const status of statuses) {
        const schema = operation.responses[status]?.content['application/json'].schema
        assert.deepEqual(
          schema,
          { $ref: '#/components/schemas/APIErrorPayload' },
          `${method} ${path} ${status}`,
        )
      }
    }
  })

  test('a client that is too old is told so, and one that asks too often to wait', async () => {
    await using strict = await startProgram({ NODEYARD_MIN_CLIENT: '1.17.0', NODEYARD_RATE_LIMITS: 'on' })
    await askOf(strict, async () => {
      const old = { headers: { 'user-agent': 'dreadnode-sdk/1.16.0' } }
      await refused(get('/user', old), 426, 'upgrade_required_error')
      assert.equal((await get('/user', old)).headers.get('upgrade'), 'dreadnode-sdk/1.17.0')

      let answer = await call('DELETE', '/org/admin/models/none/1.0.0')
      for (let asked = 0; answer.status === 404 && asked < 130; asked++) {
        answer = await call('DELETE', '/org/admin/models/none/1.0.0')
      }
      await refused(Promise.resolve(answer), 429, 'usage_limit_exceeded_error')
      assert.ok(Number(answer.headers.get('retry-after')) >= 1)
      await ok(get('/user'))
    })
  })
}
