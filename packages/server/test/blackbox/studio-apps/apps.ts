import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ask, bearer, invoke, type Json, publish, save, server, token } from './client.ts'

test('a graph is published, answers, and what is drawn later does not change it', async () => {
  await save('speaker', 'first')
  const missing = await publish('speaker', { graph: 'speaker' })
  assert.deepEqual([missing.status, missing.body.detail.code], [404, 'app_not_found'])
  const made = await publish('speaker', {
    graph: 'speaker',
    create: true,
    note: 'v one',
    git_commit: 'abcdef1',
    git_dirty: false,
  })
  assert.deepEqual(made.body, {
    slug: 'speaker',
    version: 1,
    active: true,
    created: true,
    graph_name: 'speaker',
    note: 'v one',
    git_commit: 'abcdef1',
    git_dirty: false,
  })
  const { status, body } = await invoke('speaker', { inputs: { x: 'hello' } })
  assert.equal(status, 200, JSON.stringify(body))
  assert.match(body.run_id, /^[0-9a-f]{32}$/)
  const { run_id, timing, ...rest } = body
  assert.ok(timing.total_s >= 0)
  assert.deepEqual(rest, {
    status: 'ok',
    graph: 'speaker',
    app: 'speaker',
    version: 1,
    device: 'cpu',
    outputs: { said: 'first', echo: 'hello' },
    error: null,
  })
  assert.equal((await ask('GET', `/api/runs/${run_id}`)).body.origin, 'app')

  await save('speaker', 'second')
  assert.equal((await invoke('speaker')).body.outputs.said, 'first')
  const next = await publish('speaker', { graph: 'speaker' })
  assert.deepEqual([next.body.version, next.body.created, next.body.note], [2, false, null])
  assert.equal((await invoke('speaker')).body.outputs.said, 'second')
  const versions = (await ask('GET', '/api/apps/speaker/versions')).body
  assert.deepEqual(
    versions.map(({ version, active, note, git_commit, source_graph_name }: Json) => [
      version,
      active,
      note,
      git_commit,
      source_graph_name,
    ]),
    [
      [2, true, null, null, 'speaker'],
      [1, false, 'v one', 'abcdef1', 'speaker'],
    ],
  )

  assert.equal((await ask('POST', '/api/apps/speaker/activate', { version: 1 })).status, 200)
  assert.equal((await invoke('speaker')).body.outputs.said, 'first')
  const wrong = await ask('POST', '/api/apps/speaker/activate', { version: 9 })
  assert.deepEqual([wrong.status, wrong.body.detail.code], [404, 'version_not_found'])
  await ask('POST', '/api/apps/speaker/unpublish')
  const off = await invoke('speaker')
  assert.deepEqual([off.status, off.body.error.code, off.body.version], [409, 'app_unpublished', null])
  const [listed] = (await ask('GET', '/api/apps')).body
  assert.deepEqual(
    [listed.slug, listed.graph_name, listed.active_version, listed.record_io, listed.versions_count],
    ['speaker', 'speaker', null, true, 2],
  )
  await ask('POST', '/api/apps/speaker/activate', { version: 2 })
})

test('the weights of a version are its own', async () => {
  const layer = {
    nodes: [
      { id: 'ones', type: 'TensorCreate', data: { params: { shape: '1,2', fill: 'ones' } } },
      { id: 'layer', type: 'Linear', data: { params: { in_features: 2, out_features: 2 } } },
      { id: 'y', type: 'GraphOutput', data: { params: { name: 'y' } } },
    ],
    edges: [
      { id: 'e', source: 's', sourceHandle: 'trigger', target: 'ones', type: 'trigger' },
      { id: 'f', source: 'ones', sourceHandle: 'tensor', target: 'layer', targetHandle: 'tensor' },
      { id: 'g', source: 'layer', sourceHandle: 'tensor', target: 'y', targetHandle: 'value' },
    ],
  }
  await save('layered', 'text', layer)
  const drawn = (await ask('POST', '/api/graph/run/layered')).body.outputs.y.values
  await publish('layered', { graph: 'layered', create: true })
  assert.deepEqual((await invoke('layered')).body.outputs.y.values, drawn)
  await ask('POST', '/api/execution/state/reset', { graph_id: 'layered' })
  assert.deepEqual((await invoke('layered')).body.outputs.y.values, drawn)
})

test('what cannot be an app is refused', async () => {
  for (const slug of ['Upper', '1st', 'a_b', 'x'.repeat(65)]) {
    const refused = await publish(slug, { graph: 'speaker', create: true })
    assert.deepEqual([refused.status, refused.body.detail.code], [422, 'invalid_slug'], slug)
    const called = await invoke(slug)
    assert.deepEqual([called.status, called.body.error.code], [422, 'invalid_slug'], slug)
  }
  const graph = await publish('other', { graph: 'no-such', create: true })
  assert.deepEqual([graph.status, graph.body.detail.code], [404, 'graph_not_found'])
  await ask('POST', '/api/graph/save', { name: 'empty', nodes: [], edges: [] })
  const empty = await publish('other', { graph: 'empty', create: true })
  assert.deepEqual([empty.status, empty.body.detail.code], [409, 'invalid_contract'])
  assert.equal((await publish('other', { graph: 'speaker', create: true, git_commit: 'zz' })).status, 422)
  for (const [method, path, body] of [
    ['GET', 'versions'],
    ['GET', 'runs'],
    ['GET', 'runs/none'],
    ['GET', 'openapi.json'],
    ['POST', 'unpublish'],
    ['POST', 'activate', { version: 1 }],
    ['PATCH', '', { record_io: false }],
    ['DELETE', ''],
  ] as const) {
    const answer = await ask(method, `/api/apps/other${path === '' ? '' : `/${path}`}`, body)
    assert.deepEqual([answer.status, answer.body.detail.code], [404, 'app_not_found'], `${method} ${path}`)
  }
})

test('who has no key gets the envelope too', async () => {
  for (const headers of [
    {},
    { 'x-codefyui-token': token },
    bearer('nd_test_nonsense'),
    { authorization: 'x' },
  ]) {
    const { status, body, headers: got } = await ask('POST', '/api/apps/speaker/invoke', {}, headers as never)
    assert.deepEqual([status, body.error.code, body.app], [401, 'invalid_key', 'speaker'])
    assert.equal(got.get('www-authenticate'), 'Bearer')
    assert.equal(Object.keys(body).length, 9)
  }
  const none = await invoke('none')
  assert.deepEqual([none.status, none.body.error.code], [404, 'app_not_found'])
  const wrong = await invoke('speaker', { inputs: { z: 1 } })
  assert.deepEqual(
    [wrong.status, wrong.body.error.code, wrong.body.error.details[0].input, wrong.body.version],
    [422, 'invalid_input', 'z', 2],
  )
  const broken = await fetch(`${server.url}/api/apps/speaker/invoke`, {
    method: 'POST',
    headers: bearer(),
    body: '{',
  })
  assert.equal(((await broken.json()) as Json).error.code, 'invalid_input')
})

test('calls are kept, large values and unwanted ones as marks', async () => {
  const { run_id } = (await invoke('speaker', { inputs: { x: 'kept' } })).body
  const run = (await ask('GET', `/api/apps/speaker/runs/${run_id}`, undefined, bearer())).body
  assert.deepEqual(run.inputs, { x: 'kept' })
  assert.deepEqual(run.outputs, { said: 'second', echo: 'kept' })
  assert.deepEqual([run.status, run.version, run.error_code], ['ok', 2, null])
  const big = 'b'.repeat(70_000)
  const large = (await invoke('speaker', { inputs: { x: big } })).body
  assert.equal(large.outputs.echo, big)
  const kept = (await ask('GET', `/api/apps/speaker/runs/${large.run_id}`)).body
  assert.deepEqual(kept.inputs.x, { __codefyui__: 'truncated', bytes: 70_002 })
  assert.equal(kept.outputs.said, 'second')

  assert.deepEqual((await ask('PATCH', '/api/apps/speaker', { record_io: false })).body, {
    slug: 'speaker',
    record_io: false,
  })
  // Publishing again leaves it as it is.
  await publish('speaker', { graph: 'speaker' })
  const hidden = (await invoke('speaker', { inputs: { x: 'private' } })).body
  const told = (await ask('GET', `/api/apps/speaker/runs/${hidden.run_id}`)).body
  assert.deepEqual([told.inputs, told.outputs], [{ __codefyui__: 'redacted' }, { __codefyui__: 'redacted' }])

  const { body: runs } = await ask('GET', '/api/apps/speaker/runs?limit=2')
  assert.deepEqual(
    runs.map((one: Json) => one.run_id),
    [hidden.run_id, large.run_id],
  )
  const { body: older } = await ask('GET', `/api/apps/speaker/runs?before=${runs[1].created_at}`)
  assert.ok(older.length >= 3)
  assert.ok(older.every((one: Json) => one.created_at < runs[1].created_at && one.inputs === undefined))
  assert.equal((await ask('GET', '/api/apps/speaker/runs?limit=501')).status, 422)
  assert.equal((await ask('GET', `/api/apps/speaker/runs/${run_id}`, undefined, {})).status, 403)
})

test('the calls of one app follow one another, and waiting counts', async () => {
  const answers = await Promise.all(
    Array.from({ length: 8 }, (_, i) => invoke('speaker', { inputs: { x: `${i}` } })),
  )
  assert.deepEqual(
    answers.map(({ body }) => body.outputs.echo),
    ['0', '1', '2', '3', '4', '5', '6', '7'],
  )
})

test('an app describes itself', async () => {
  await publish('documented', { graph: 'speaker', create: true, git_commit: 'abcdef1234', git_dirty: true })
  const { body: document } = await ask('GET', '/api/apps/documented/openapi.json', undefined, bearer())
  assert.deepEqual(
    [document.openapi, document.info.version, document.info['x-codefyui-git-commit']],
    ['3.1.0', '1', 'abcdef1234'],
  )
  const { post } = document.paths['/api/apps/documented/invoke']
  const { inputs } = post.requestBody.content['application/json'].schema.properties
  assert.deepEqual(inputs.properties.x, { type: 'string', default: 'nothing' })
  assert.equal(document.servers[0].url, server.url)
  assert.ok(document['x-codefyui-curl'].bash.includes('/api/apps/documented/invoke'))
  assert.equal(Object.keys(document.components.schemas.Envelope.properties).length, 9)
  assert.deepEqual((await ask('DELETE', '/api/apps/documented')).body, { slug: 'documented', deleted: true })
  assert.equal((await invoke('documented')).status, 404)
})
