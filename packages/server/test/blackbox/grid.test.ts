import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { after, before, test } from 'node:test'
import WebSocket from 'ws'
import { type Server, startProgram } from './server.ts'

const FOLDER = new URL('./fixtures/grid/', import.meta.url)
const fixture = (name: string) => readFileSync(new URL(name, FOLDER))
const { input, output } = JSON.parse(fixture('expected.json').toString()) as Record<string, number[][]>

let open: Server
let closed: Server
let network: Server

before(async () => {
  // No Python: what needs one must say so.
  const bare = { PATH: '/nowhere', NODEYARD_ALLOW_LOOPBACK_TARGETS: '1' }
  ;[open, closed, network] = await Promise.all([
    startProgram({ ...bare, GRID_ID: 'bob' }),
    startProgram({ ...bare, GRID_AUTH: 'key' }),
    startProgram({ ...bare, GRID_ROLE: 'network' }),
  ])
})
after(() => Promise.all([open, closed, network].map((server) => server?.[Symbol.asyncDispose]())))

async function call(
  server: Server,
  method: string,
  path: string,
  body?: unknown,
  headers: Record<string, string> = {},
) {
  const response = await fetch(server.url + path, {
    method,
    headers,
    ...(body === undefined
      ? {}
      : {
          body:
            typeof body === 'object' && body?.constructor === Object
              ? JSON.stringify(body)
              : (body as string),
        }),
  })
  const text = await response.text()
  return { status: response.status, body: JSON.parse(text), headers: response.headers }
}

const plan = (id: string, more: object = {}) => ({
  encoding: 'ISO-8859-1',
  model_id: id,
  allow_download: 'True',
  allow_remote_inference: 'True',
  model: fixture('plan-0.2.9.bin').toString('latin1'),
  ...more,
})
const data = { encoding: 'utf-8', data: JSON.stringify(input) }

test('serve-model, models, detailed list, get_model, copy allowed, run, delete-model', async () => {
  const saved = await call(open, 'POST', '/serve-model', plan('m1'))
  assert.deepEqual([saved.status, saved.body], [200, { success: true, message: 'Model saved with id: m1' }])
  const again = await call(open, 'POST', '/data-centric/serve-model/', plan('m1'))
  assert.deepEqual(
    [again.status, again.body],
    [409, { success: false, error: 'Model with id: m1 already eixsts.' }],
  )
  for (const path of ['/models', '/models/', '/data-centric/models/', '//models']) {
    assert.deepEqual((await call(open, 'GET', path)).body, { success: true, models: ['m1'] }, path)
  }
  const detailed = await call(open, 'GET', '/detailed_models_list/')
  assert.deepEqual(detailed.body.models, [
    {
      id: 'm1',
      model_size: `${fixture('plan-0.2.9.bin').length / 1000}KB`,
      allow_download: true,
      allow_remote_inference: true,
      mpc: false,
    },
  ])
  assert.deepEqual((await call(open, 'GET', '/is_model_copy_allowed/m1')).body, { success: true })
  const got = await call(open, 'GET', '/get_model/m1/')
  assert.ok(Buffer.from(got.body.serialized_model, 'latin1').equals(fixture('plan-0.2.9.bin')))
  for (const path of ['/model/m1', '/model/m1/', '/models/m1']) {
    const run = await call(open, 'POST', path, data)
    assert.equal(run.status, 200, JSON.stringify(run.body))
    assert.deepEqual([run.body.success, run.body.status], [true, true])
    const found = JSON.parse(run.body.prediction).flat() as number[]
    for (const [i, value] of output!.flat().entries()) assert.ok(Math.abs(found[i]! - value) < 1e-5)
  }
  const form = await call(open, 'POST', '/models/m1', new URLSearchParams(data))
  assert.equal(form.status, 200)
  const gone = await call(open, 'POST', '/delete_model/', new URLSearchParams({ model_id: 'm1' }))
  assert.deepEqual([gone.status, gone.body], [200, { success: true, message: 'Model deleted with success!' }])
  const unknown = await call(open, 'POST', '/delete-model', { model_id: 'm1' })
  assert.deepEqual([unknown.status, unknown.body], [404, { success: false, error: 'Model not found!' }])
  const missing = await call(open, 'GET', '/get_model/m1')
  assert.deepEqual([missing.status, missing.body], [404, { error: 'Model not found.' }])
})

test('a model of TorchScript is hosted, and says what is missing to run it', async () => {
  const model = fixture('module.pt').toString('latin1')
  assert.equal((await call(open, 'POST', '/serve-model', plan('jit', { model }))).status, 200)
  const run = await call(open, 'POST', '/model/jit', data)
  assert.equal(run.status, 501)
  assert.match(run.body.error, /python3-torch/)
})

test('searches, tags, and who this is', async () => {
  assert.deepEqual((await call(open, 'GET', '/dataset-tags')).body, [])
  assert.deepEqual((await call(open, 'POST', '/search', { query: ['#x'] })).body, { content: false })
  for (const path of ['/search', '/search-encrypted-models']) {
    for (const body of ['no json', '{}', '[]']) {
      const refused = await call(open, 'POST', path, body)
      assert.deepEqual(
        [refused.status, refused.body],
        [400, { error: 'Invalid payload format' }],
        path + body,
      )
    }
  }
  const unknown = await call(open, 'POST', '/search-encrypted-models', { model_id: 'nothing' })
  assert.deepEqual([unknown.status, unknown.body], [404, { error: 'Model ID not found!' }])
  assert.deepEqual((await call(open, 'GET', '/identity/')).body, { success: true, identity: 'bob' })
  assert.equal((await call(open, 'GET', '/status/')).body.status, 'OpenGrid')
  assert.deepEqual((await call(open, 'GET', '/workers')).body, { success: true, workers: [] })
  const page = await fetch(`${open.url}/`)
  assert.match(page.headers.get('content-type') ?? '', /html/)
})

test('a closed grid wants a key, and a web page drives no open one', async () => {
  assert.equal((await call(closed, 'GET', '/models')).status, 401)
  assert.equal((await call(closed, 'POST', '/serve-model', plan('x'))).status, 401)
  const key = { authorization: `Bearer ${closed.key}` }
  assert.deepEqual((await call(closed, 'GET', '/models', undefined, key)).body.models, [])
  assert.equal((await call(closed, 'GET', '/identity')).status, 200)
  const page = await call(open, 'POST', '/serve-model', plan('page'), { origin: 'http://evil.example' })
  assert.equal(page.status, 403)
  assert.equal(page.headers.get('access-control-allow-origin'), null)
})

test('only a network answers what only a network knows', async () => {
  assert.equal((await call(open, 'GET', '/connected-nodes')).status, 404)
  const join = { 'node-id': 'bob', 'node-address': open.url }
  assert.deepEqual((await call(network, 'POST', '/join', join)).body, { message: 'Successfully Connected!' })
  assert.deepEqual((await call(network, 'GET', '/connected-nodes')).body, { 'grid-nodes': ['bob'] })
  assert.deepEqual((await call(network, 'POST', '/search', { query: '#x' })).body, [])
  assert.deepEqual((await call(network, 'POST', '/search-encrypted-model', { model_id: 'x' })).body, {})
  assert.deepEqual((await call(network, 'DELETE', '/delete-node', join)).body, {
    message: 'Successfully Deleted!',
  })
})

/** Says frames on one socket and answers what came back, in order. */
// biome-ignore lint/suspicious/noExplicitAny: a test looks into answers without declaring their types.
async function converse(server: Server, frames: (object | string)[], origin?: string): Promise<any[]> {
  const socket = new WebSocket(`${server.url.replace('http', 'ws')}/`, origin ? { origin } : {})
  const answers: unknown[] = []
  await new Promise<void>((resolve, reject) => {
    socket.on('open', () => {
      for (const frame of frames) socket.send(typeof frame === 'string' ? frame : JSON.stringify(frame))
    })
    socket.on('message', (text) => {
      answers.push(JSON.parse(String(text)))
      if (answers.length === frames.length) resolve()
    })
    socket.on('error', reject)
    socket.on('close', () => reject(new Error('closed')))
  }).finally(() => socket.close())
  return answers
}

test('the socket says the same, frame by frame', async () => {
  const malformed = { error: 'Invalid JSON format/field!' }
  const answers = await converse(open, [
    { type: 'get-id' },
    { type: 'host-model', ...plan('ws') },
    { type: 'list-models' },
    { type: 'run-inference', model_id: 'ws', ...data },
    { type: 'download-model', model_id: 'ws' },
    { type: 'connect-node', id: 'alice', address: network.url },
    { type: 'socket-ping' },
    { type: 'delete-model', model_id: 'ws' },
    { type: 'delete-model', model_id: 'ws' },
    'no json',
    { type: 'no-such-type' },
  ])
  assert.deepEqual(answers[0], { id: 'bob' })
  assert.deepEqual(answers[1], { success: true, message: 'Model saved with id: ws' })
  assert.ok(answers[2].models.includes('ws'))
  assert.equal(JSON.parse(answers[3].prediction).length, 2)
  assert.equal(answers[4].serialized_model.length, fixture('plan-0.2.9.bin').length)
  assert.deepEqual(answers[5], { status: 'Succesfully connected.' })
  assert.deepEqual(answers[6], { alive: 'True' })
  assert.deepEqual(answers[7], { success: true, message: 'Model deleted with success!' })
  assert.deepEqual(answers[8], { success: false, error: 'Model not found.' })
  assert.deepEqual(answers.slice(9), [malformed, malformed])
  assert.deepEqual((await call(open, 'GET', '/workers')).body.workers, ['alice'])
})

test('on a closed grid a socket authenticates with an account of its own', async () => {
  const [refused, admin, listed, signedIn, models] = await converse(closed, [
    { type: 'authentication', username: 'admin', password: 'admin' },
    { type: 'socket-ping' },
    { type: 'list-models' },
    { type: 'authentication', username: 'admin', password: closed.key },
    { type: 'list-models' },
  ])
  assert.deepEqual(refused, { error: 'Invalid username/password!' })
  assert.deepEqual(admin, { alive: 'True' })
  assert.equal(listed.success, false)
  assert.equal(signedIn.success, 'True')
  assert.match(signedIn.id, /^admin_/)
  assert.deepEqual(models, { success: true, models: [] })
  await assert.rejects(converse(open, [{ type: 'get-id' }], 'http://evil.example'), /403/)
  const long = 'x'.repeat(1024 * 1024)
  await assert.rejects(converse(closed, [{ type: 'host-model', model: long }]), /closed|ECONNRESET|EPIPE/)
})
