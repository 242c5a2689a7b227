import assert from 'node:assert/strict'
import { request as httpRequest } from 'node:http'
import { test } from 'node:test'
import { ask, askRaw, formOf, server, token } from './client.ts'

const bytes = new Uint8Array(300_000).map((_, i) => (i * 31) % 251)

for (const [area, name, other] of [
  ['models', 'weights.SAFETENSORS', 'photo.png'],
  ['images', 'photo é.png', 'weights.pt'],
] as const) {
  test(`files of ${area} come in, are listed, go out and go away`, async () => {
    assert.deepEqual((await ask('GET', `/api/${area}`)).body, [])
    const sent = await ask('POST', `/api/${area}/upload`, formOf(name, bytes))
    assert.deepEqual(sent, { status: 200, body: { filename: name, size: bytes.length } })
    await ask('POST', `/api/${area}/upload`, formOf(`some/folder\\${name}`, bytes.slice(0, 10)))
    assert.deepEqual((await ask('GET', `/api/${area}`)).body, [{ filename: name, size: 10 }])

    const path = `/api/${area}/download/${encodeURIComponent(name)}`
    const got = await fetch(server.url + path)
    assert.equal(got.headers.get('content-type'), 'application/octet-stream')
    assert.match(got.headers.get('content-disposition')!, /^attachment; filename="/)
    assert.deepEqual(new Uint8Array(await got.arrayBuffer()), bytes.slice(0, 10))

    const gone = await ask('DELETE', `/api/${area}/${encodeURIComponent(name)}`)
    assert.deepEqual(gone, { status: 200, body: { message: `Deleted ${name}` } })
    assert.equal((await ask('DELETE', `/api/${area}/${encodeURIComponent(name)}`)).status, 404)
    assert.equal((await ask('GET', path)).status, 404)
  })

  test(`files of ${area} that are none are refused`, async () => {
    const refused = await ask('POST', `/api/${area}/upload`, formOf(other, bytes))
    assert.equal(refused.status, 400)
    assert.match(refused.body.detail, /^Unsupported file type: \.\w+\. Allowed: \.b/)
    const extension = area === 'models' ? '.pt' : '.png'
    for (const bad of [`.hidden${extension}`, `${'x'.repeat(300)}${extension}`, `a\u0007b${extension}`]) {
      const answer = await ask('POST', `/api/${area}/upload`, formOf(bad, bytes.slice(0, 5)))
      assert.deepEqual(answer, { status: 400, body: { detail: 'Invalid filename' } }, bad)
    }
    const nameless = await ask('POST', `/api/${area}/upload`, formOf(`a${extension}`, bytes, 'other'))
    assert.equal(nameless.status, 422)
    assert.deepEqual(nameless.body.detail[0].loc, ['body', 'file'])
    assert.equal((await ask('POST', `/api/${area}/upload`, { file: 'text' })).status, 422)
    const broken = await fetch(`${server.url}/api/${area}/upload`, {
      method: 'POST',
      headers: { 'x-codefyui-token': token, 'content-type': 'multipart/form-data; boundary=x' },
      body: `--x\r\ncontent-disposition: form-data; name="file"; filename="a${extension}"\r\n\r\nhalf`,
    })
    assert.equal(broken.status, 400)
    const unasked = await ask('POST', `/api/${area}/upload`, formOf(`a${extension}`, bytes), {})
    assert.deepEqual(unasked, {
      status: 403,
      body: { detail: 'Missing or invalid X-CodefyUI-Token header' },
    })
    assert.deepEqual((await ask('GET', `/api/${area}`)).body, [], 'nothing is left of any of these')
    for (const way of [
      '..%2f..%2f..%2fadmin.key',
      '%2e%2e/%2e%2e/admin.key',
      '%2fetc%2fpasswd',
      '..%5c..%2f..',
    ]) {
      const answer = await askRaw('GET', `/api/${area}/download/${way}`)
      assert.ok([400, 404].includes(answer.status), way)
    }
    assert.deepEqual(await askRaw('DELETE', `/api/${area}/a%2fb${extension}`), {
      status: 400,
      body: { detail: 'Invalid filename' },
    })
  })
}

test('an upload beyond 500 MiB is refused before it is sent', async () => {
  const { hostname, port } = new URL(server.url)
  const status = await new Promise((resolve, reject) => {
    const headers = {
      'x-codefyui-token': token,
      'content-type': 'multipart/form-data; boundary=x',
      'content-length': 600 * 1024 * 1024,
    }
    const asking = httpRequest(
      { hostname, port, method: 'POST', path: '/api/models/upload', headers },
      (response) => {
        resolve(response.statusCode)
        asking.destroy()
      },
    )
    asking.on('error', reject)
    asking.flushHeaders()
  })
  assert.equal(status, 413)
})
