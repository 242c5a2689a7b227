import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { pushDigits, readExample } from '../../../../soak/lib/push.ts'
import { startServer, type TestServer } from '../start-server.ts'

let server: TestServer
let digits: Uint8Array<ArrayBuffer>
const latin1 = (bytes: Uint8Array) => Buffer.from(bytes).toString('latin1')
/** As a partner without a key. */
const guest = { key: null }

before(async () => {
  server = await startServer()
  digits = new Uint8Array(await readExample('digits/model/model.onnx'))
})
after(() => server[Symbol.asyncDispose]())

const image = [[Array.from({ length: 28 }, () => new Array(28).fill(0))]]
const blank = { encoding: 'utf-8', data: JSON.stringify(image) }

const serving = (id: string, more: object = {}) => ({
  encoding: 'ISO-8859-1',
  model_id: id,
  allow_download: 'True',
  allow_remote_inference: 'True',
  model: latin1(digits),
  ...more,
})

async function send(form: FormData, key: string | null = null) {
  const response = await fetch(`${server.url}/serve-model`, {
    method: 'POST',
    body: form,
    headers: key === null ? {} : { authorization: `Bearer ${key}` },
  })
  return { status: response.status, body: (await response.json()) as Record<string, unknown> }
}

function formOf(fields: Record<string, string | Blob>): FormData {
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) form.append(name, value as string)
  return form
}

test('a model is served, listed, run, and seen on the other surfaces', async () => {
  const saved = await server.call('/serve-model', serving('first model'), guest)
  assert.deepEqual(
    [saved.status, saved.body],
    [200, { success: true, message: 'Model saved with id: first model' }],
  )
  const again = await server.call('/serve-model/', serving('first model'), guest)
  assert.deepEqual(
    [again.status, again.body],
    [409, { success: false, error: 'Model with id: first model already eixsts.' }],
  )
  const run = await server.call('/model/first%20model', blank, guest)
  assert.equal(run.status, 200, JSON.stringify(run.body))
  assert.deepEqual([run.body.success, run.body.status], [true, true])
  const listed = await server.call('//models/', undefined, guest)
  assert.ok(listed.body.models.includes('first model'))
  const got = await server.call('/get_model/first%20model', undefined, guest)
  assert.ok(Buffer.from(got.body.serialized_model, 'latin1').equals(digits))
  assert.equal((await server.call('/api/v1/org/admin/models/first-model/1.0.0')).status, 200)
  const { id } = await deploymentOf('admin/first-model')
  const invoked = await server.call(`/v1/deployments/${id}/invoke`, { input: { image } })
  assert.deepEqual(JSON.parse(run.body.prediction), invoked.body.output)
  const bySlug = await server.call('/model/admin/first-model', blank, guest)
  assert.equal(bySlug.body.prediction, run.body.prediction)
})

async function deploymentOf(model: string) {
  const { body } = await server.call(`/v1/deployments?model=${model}`)
  return (body.data ?? body.items)[0] as { id: string }
}

test('the model may be a file, text in a part, a field of a form, or base64', async () => {
  const fields = { encoding: 'ISO-8859-1', allow_download: 'True', allow_remote_inference: 'True' }
  const parts: Record<string, string | Blob> = {
    raw: new Blob([digits], { type: 'application/octet-stream' }),
    text: new Blob([latin1(digits)], { type: 'application/octet-stream' }),
  }
  for (const [id, model] of Object.entries(parts)) {
    // The model before what says how to read it.
    const saved = await send(formOf({ model, model_id: id, ...fields }))
    assert.equal(saved.status, 200, JSON.stringify(saved.body))
  }
  const base64 = await server.call(
    '/serve-model',
    serving('base64', { encoding: 'base64', model: Buffer.from(digits).toString('base64') }),
    guest,
  )
  assert.equal(base64.status, 200, JSON.stringify(base64.body))
  const urlencoded = await fetch(`${server.url}/data-centric/serve-model/`, {
    method: 'POST',
    body: new URLSearchParams({ ...fields, model_id: 'urlencoded', model: latin1(digits) }),
  })
  assert.equal(urlencoded.status, 200, await urlencoded.text())
  for (const id of ['raw', 'text', 'base64', 'urlencoded']) {
    const { body } = await server.call(`/get_model/${id}`, undefined, guest)
    assert.ok(Buffer.from(body.serialized_model, 'latin1').equals(digits), id)
  }
})

test('what partners may do with a model is what it was served with', async () => {
  await server.call(
    '/serve-model',
    serving('closed', { allow_download: 'true', allow_remote_inference: '1' }),
    guest,
  )
  assert.deepEqual((await server.call('/is_model_copy_allowed/closed', undefined, guest)).body, {
    success: false,
    error: "You're not allowed to download this model.",
  })
  const get = await server.call('/get_model/closed', undefined, guest)
  assert.deepEqual([get.status, get.body], [403, { error: "You're not allowed to download this model." }])
  const run = await server.call('/model/closed', blank, guest)
  assert.deepEqual(
    [run.status, run.body],
    [403, { success: false, not_allowed: true, error: "You're not allowed to run inference on this model." }],
  )
  // Nor by the registry's side door.
  assert.equal((await server.call('/api/v1/org/admin/models/closed')).body.is_public, false)
  assert.deepEqual((await server.call('/is_model_copy_allowed/nothing', undefined, guest)).body, {
    success: false,
    error: 'Model not found.',
  })
})

test('deleting frees the id and yanks the version; served again it is the next patch', async () => {
  await server.call('/serve-model', serving('cycle'), guest)
  const { id } = await deploymentOf('admin/cycle')
  const gone = await server.call('/delete-model', { model_id: 'cycle' }, guest)
  assert.deepEqual([gone.status, gone.body], [200, { success: true, message: 'Model deleted with success!' }])
  const again = await server.call('/delete-model', { model_id: 'cycle' }, guest)
  assert.deepEqual([again.status, again.body.error], [404, 'Model not found!'])
  assert.equal((await server.call('/model/cycle', blank, guest)).status, 404)
  assert.equal((await server.call(`/v1/deployments/${id}`)).status, 404)
  assert.equal((await server.call('/serve-model', serving('cycle'), guest)).status, 200)
  const { body } = await server.call('/api/v1/org/admin/models/cycle/versions')
  assert.match(JSON.stringify(body), /1\.0\.1/)
})

test('a model of the registry runs for whom the registry lets use it', async () => {
  await pushDigits(server)
  assert.equal((await server.call('/model/admin/digits', blank, guest)).status, 404)
  assert.ok(!(await server.call('/models', undefined, guest)).body.models.includes('admin/digits'))
  assert.ok((await server.call('/models')).body.models.includes('admin/digits'))
  for (const path of ['/model/admin/digits', '/model/admin%2Fdigits', '/models/admin%2Fdigits']) {
    const run = await server.call(path, blank)
    assert.equal(run.status, 200, `${path}: ${JSON.stringify(run.body)}`)
  }
  // A guest's model of that name is another one.
  await server.call('/serve-model', serving('digits'), guest)
  assert.equal((await server.call('/api/v1/org/admin/models/digits/1.0.1')).status, 404)
  assert.equal((await server.call('/serve-model', serving('admin/digits'), guest)).status, 400)
})

test('what cannot be served or run is refused in words', async () => {
  const refused = async (path: string, body: object, status: number, pattern: RegExp) => {
    const answer = await server.call(path, body, guest)
    assert.equal(answer.status, status, JSON.stringify(answer.body))
    assert.match(answer.body.error, pattern)
  }
  const { model_id: _, ...incomplete } = serving('x')
  await refused('/serve-model', incomplete, 400, /model_id is missing/)
  await refused('/serve-model', serving('x', { encoding: 'rot13' }), 400, /rot13/)
  await refused('/serve-model', serving('x', { model: 'no model' }), 400, /neither ONNX, TorchScript nor/)
  await refused('/serve-model', serving('x', { model: 'ā' }), 400, /U\+00FF/)
  await refused('/model/first%20model', { encoding: 'utf-8', data: '[1' }, 400, /JSON/)
  await refused('/model/first%20model', { encoding: 'utf-8', data: '[[1]]' }, 400, /shape/)
  await refused('/model/nothing', blank, 404, /Model not found\./)
})

test('a multipart body that is broken is a 400, and hangs nothing', async () => {
  const part = (name: string) => `--x\r\nContent-Disposition: form-data; name="${name}"\r\n\r\nabc\r\n`
  const bodies = {
    garbage: 'garbage',
    unfinished: part('model'),
    twice: `${part('model')}${part('model')}--x--\r\n`,
    empty: '--x--\r\n',
    'many fields': `${Array.from({ length: 100 }, (_, i) => part(`f${i}`)).join('')}--x--\r\n`,
    'a long field': `--x\r\nContent-Disposition: form-data; name="a"\r\n\r\n${'y'.repeat(100_000)}\r\n--x--\r\n`,
  }
  for (const [name, body] of Object.entries(bodies)) {
    const response = await fetch(`${server.url}/serve-model`, {
      method: 'POST',
      headers: { 'content-type': 'multipart/form-data; boundary=x' },
      body,
      signal: AbortSignal.timeout(30_000),
    })
    assert.ok(response.status === 400 || response.status === 413, `${name}: ${response.status}`)
    assert.equal(((await response.json()) as { success: boolean }).success, false)
  }
  const unbounded = await fetch(`${server.url}/serve-model`, {
    method: 'POST',
    headers: { 'content-type': 'multipart/form-data' },
    body: 'x',
  })
  assert.equal(unbounded.status, 400)
})
