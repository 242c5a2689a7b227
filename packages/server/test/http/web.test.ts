import assert from 'node:assert/strict'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import Fastify, { type FastifyInstance } from 'fastify'
import { SESSION_COOKIE } from '../../src/http/authenticate.ts'
import { addWeb } from '../../src/http/web.ts'

let folder: string
let app: FastifyInstance
before(async () => {
  folder = `${await mkdtemp(join(tmpdir(), 'nodeyard-web-'))}/`
  app = Fastify()
  const sendPage = addWeb(app, folder)
  app.get('/', sendPage)
})
after(async () => {
  await app.close()
  await rm(folder, { recursive: true })
})

/** As a browser that is signed in, as far as one sees. */
const get = (url: string, headers: Record<string, string> = {}) =>
  app.inject({ url, headers: { cookie: `${SESSION_COOKIE}=x`, ...headers } })

test('an app that was not built is told of, with what to do', async () => {
  const { statusCode, body } = await get('/explore')
  assert.equal(statusCode, 503)
  assert.match(body, /npm run build:web/)
  assert.equal((await get('/assets/app-12345678.js')).statusCode, 404)
})

test('a page names what it is going to need, and what it asks for where the address says no more', async () => {
  const needs = { '/explore': { files: ['<a>', '<b>'], data: ['<c>'] } }
  await writeFile(join(folder, 'pages.json'), JSON.stringify(needs))
  await writeFile(join(folder, 'index.html'), '<p>page')
  const linkOf = async (url: string) => (await get(url)).headers.link
  assert.equal(await linkOf('/explore'), '<c>, <a>, <b>')
  assert.equal(await linkOf('/explore?q=x'), '<a>, <b>')
  assert.equal(await linkOf('/explore/a/b'), undefined)
  assert.equal(await linkOf('/settings/constructor'), undefined)
  assert.equal((await get('/pages.json')).statusCode, 404)
})

test('who is not signed in is shown the way in, and from there to where they wanted', async () => {
  for (const path of ['/explore', '/studio/x?tab=1']) {
    const { statusCode, headers } = await get(path, { cookie: 'other=1' })
    assert.deepEqual([statusCode, headers.location], [302, `/sign-in?next=${encodeURIComponent(path)}`])
  }
  assert.equal((await get('/sign-in', { cookie: '' })).statusCode, 200)
})

test('its page is at its own paths and nowhere else; its files keep for ever under their hashed names', async () => {
  await mkdir(join(folder, 'assets'))
  const files = { 'index.html': '<p>page', 'assets/app-12345678.js': 'plain', 'assets/mark.svg': '<svg/>' }
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text)
  await writeFile(join(folder, 'assets/app-12345678.js.br'), 'brotli')
  await writeFile(join(folder, 'assets/app-12345678.js.gz'), 'gzip')
  await writeFile(join(folder, '.sources'), 'secret')

  for (const path of [
    '/',
    '/explore',
    '/explore/a/b',
    '/studio/x',
    '/settings',
    '/sign-in?next=/',
    '/consent',
  ]) {
    const { statusCode, body, headers } = await get(path)
    assert.deepEqual([statusCode, body], [200, '<p>page'], path)
    assert.match(
      String(headers['content-security-policy']),
      /^default-src 'none'; script-src 'self'; style-src 'self'/,
    )
    assert.equal(headers['cache-control'], 'no-store')
  }
  for (const path of [
    '/explorer',
    '/other',
    '/.sources',
    '/assets/../.sources',
    '/assets/%2e%2e/.sources',
    '/assets/',
  ]) {
    assert.equal((await get(path)).statusCode, 404, path)
  }

  const script = '/assets/app-12345678.js'
  assert.match(String((await get(script)).headers['cache-control']), /immutable/)
  assert.equal((await get('/assets/mark.svg')).headers['cache-control'], 'no-cache')
  for (const [accepted, body, encoding] of [
    ['gzip, br', 'brotli', 'br'],
    ['gzip', 'gzip', 'gzip'],
    ['identity', 'plain', undefined],
  ] as const) {
    const answer = await get(script, { 'accept-encoding': accepted })
    assert.deepEqual([answer.body, answer.headers['content-encoding']], [body, encoding])
    assert.equal(answer.headers.vary, 'accept-encoding')
  }
})
