import assert from 'node:assert/strict'
import { createHash, randomBytes } from 'node:crypto'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { connect, pushArtifact } from '@nodeyard/sdk'
import type { Browser, Page } from 'playwright-core'
import { startProxy, type TcpProxy } from '../../../test/tcp-proxy.ts'
import { startServer, type TestServer } from '../../server/test/start-server.ts'
import { pushHostile } from './hostile.ts'
import { complaintsOf, openBrowser, seriousProblems, skip } from './open-browser.ts'

const digits = fileURLToPath(new URL('../../../examples/digits/', import.meta.url))
const WAIT = 60_000
const person = { email: 'ada@example.org', password: 'correct horse' }

let server: TestServer
let proxy: TcpProxy
let browser: Browser
let page: Page
let complaints: string[]
let folder: string
before(async () => {
  if (skip) return
  folder = await mkdtemp(join(tmpdir(), 'nodeyard-explore-'))
  server = await startServer()
  proxy = await startProxy(server.url)
  const yard = connect({ url: server.url, apiKey: server.key })
  await server.call('/v1/me', person, { method: 'PATCH' })
  await pushArtifact(yard, { kind: 'model', folder: `${digits}model` })
  await pushHostile(server)
  browser = await openBrowser()
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } })
  context.setDefaultTimeout(WAIT)
  page = await context.newPage()
  complaints = complaintsOf(page)
  await page.goto(`${proxy.url}/sign-in`)
  await page.getByLabel('Email address').fill(person.email)
  await page.getByLabel('Password').fill(person.password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.waitForURL('**/explore')
})
after(async () => {
  if (skip) return
  await browser?.close()
  await proxy?.[Symbol.asyncDispose]()
  await server?.[Symbol.asyncDispose]()
  await rm(folder, { recursive: true, force: true })
})

const accessible = async () => assert.deepEqual(await seriousProblems(page), [], page.url())
const isWide = () => page.evaluate('document.documentElement.scrollWidth > innerWidth')

test('facets count what there is, narrow the list, and a star is kept', { skip }, async () => {
  const filters = page.getByRole('complementary', { name: 'Filters' })
  await filters.getByRole('button', { name: /^onnx/ }).click()
  await page.waitForURL('**/explore?framework=onnx')
  await page.getByText('1 model', { exact: true }).waitFor()
  await page.getByRole('link', { name: 'hostile', exact: true }).waitFor({ state: 'detached' })
  await page.getByRole('button', { name: /Star admin\/digits/ }).click()
  await page.getByRole('button', { name: /Star admin\/digits/, pressed: true }).waitFor()
  await accessible()
  await page.reload()
  await page.getByRole('button', { name: /Star admin\/digits/, pressed: true }).waitFor()
  await page.getByRole('button', { name: 'Clear filters' }).click()
  await page.getByLabel('Sort by').selectOption('name')
  await page.waitForURL('**/explore?sort=name')
  await page.getByRole('link', { name: 'hostile', exact: true }).waitFor()
  assert.deepEqual(await page.locator('main li a.font-semibold').allTextContents(), ['digits', 'hostile'])
})

test('a large folder is uploaded, though the connection is cut, the page reloaded, the server restarted', {
  skip,
}, async () => {
  const mine = join(folder, 'my-weights')
  await mkdir(join(mine, '.cache'), { recursive: true })
  await writeFile(join(mine, 'weights.bin'), randomBytes(40_000_000))
  await writeFile(join(mine, 'model_card.md'), '---\nlicense: MIT\n---\n# Mine\n')
  await writeFile(join(mine, 'config.json'), '{}')
  await writeFile(join(mine, '.cache/left'), 'behind')

  await page.goto(`${proxy.url}/explore/upload`)
  await accessible()
  await page.getByLabel('Choose a folder').setInputFiles(mine)
  await page.getByText('3 files, 40.0 MB').waitFor()
  await page.getByText('A new one is made.').waitFor()
  await page.getByLabel('Licence').selectOption('MIT')
  await page.getByLabel('Task').selectOption('perception')
  await page.getByLabel('Everybody may see it').check()
  await accessible()
  const much = proxy.after('up', 12_000_000)
  await page.getByRole('button', { name: 'Upload and publish' }).click()
  await much
  proxy.unplug()
  await page.getByText('The connection is gone').waitFor()
  await accessible()
  proxy.plugIn()
  await proxy.after('up', 4_000_000)
  proxy.unplug()

  await server.stop()
  const next = await startServer({ on: server })
  server = Object.assign(next, {
    [Symbol.asyncDispose]: ((first, second) => async () => {
      await second.stop()
      await first[Symbol.asyncDispose]()
    })(server, next),
  })
  proxy.to(server.url)
  page.once('dialog', (dialog) => void dialog.accept())
  const reloaded = page.reload().catch(() => {})
  proxy.plugIn()
  await reloaded
  await page.goto(`${proxy.url}/explore/upload`)
  await page.getByText('admin/my-weights 1.0.0 is half way here').waitFor()
  const before = proxy.counts.up
  await page.getByLabel('Choose a folder').setInputFiles(mine)
  await page.getByText('admin/my-weights 1.0.0 is published').waitFor()
  assert.ok(proxy.counts.up - before < 32_000_000, `${proxy.counts.up - before} bytes were sent again`)
  const { body } = await server.call('/v1/models/admin/my-weights')
  assert.deepEqual([body.revisions, body.visibility, body.license], [['1.0.0'], 'public', 'MIT'])
  await page.getByRole('link', { name: 'Open it' }).click()
  const coming = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Download' }).click()
  assert.match((await coming).suggestedFilename(), /^my-weights.*\.tar$/)
  await page.getByRole('tab', { name: 'Lineage' }).click()
  await page.getByText('Uploaded').waitFor()
  await accessible()
})

test('a table of a hundred thousand rows, with hostile columns, is a dataset of a page', {
  skip,
}, async () => {
  const mine = join(folder, 'long-table')
  await mkdir(mine)
  const columns = ['<script>harm=1</script>', '\u202Eright', 'W'.repeat(10_000), 'مرحبا']
  const row = ['"<img src=x onerror=harm=1>"', '"\u202Ex"', `"${'V'.repeat(2000)}"`, 'نص']
  const lines = [columns.map((name) => JSON.stringify(name)).join(','), row.join(',')]
  for (let at = 0; at < 100_000; at++) lines.push(`${at},b,c,d`)
  await writeFile(join(mine, 'train.csv'), lines.join('\n'))
  await writeFile(join(mine, 'README.md'), '# Long')
  await page.goto(`${proxy.url}/explore/upload`)
  await page.getByLabel('Choose a folder').setInputFiles(mine)
  assert.equal(await page.getByRole('combobox', { name: 'What it is' }).inputValue(), 'dataset')
  await page.getByLabel('Licence').selectOption('CC0-1.0')
  await page.getByRole('button', { name: 'Upload and publish' }).click()
  await page.getByRole('link', { name: 'Open it' }).click()
  await page.getByText('100,001 rows').waitFor()
  await accessible()
  assert.equal(await isWide(), false)
  for (const tab of ['Schema', 'Card', 'Shards', 'Files', 'Versions']) {
    await page.getByRole('tab', { name: tab }).click()
    await page.getByRole('tabpanel', { name: tab }).waitFor()
    await accessible()
    assert.equal(await isWide(), false, tab)
  }
  assert.equal(await page.evaluate("'harm' in window"), false)
})

test('a picture that is a program and names without end are refused; pictures from elsewhere are not loaded', {
  skip,
}, async () => {
  const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>parent.harm=1</script></svg>')
  const sha256 = createHash('sha256').update(svg).digest('hex')
  const { body: opened } = await server.call('/v1/listings/media', { size: svg.length, sha256 })
  await fetch(server.url + opened.upload_url, {
    method: 'PUT',
    body: svg,
    headers: { authorization: `Bearer ${server.key}` },
  })
  const about = {
    asset_id: 'admin/digits',
    title: 'Digits',
    pricing: { model: 'one_time', currency: 'usd', amount: 100 },
    license: 'MIT',
  }
  const gallery = [{ blob: opened.blob }]
  const refused = await server.call('/v1/listings', { ...about, gallery })
  assert.deepEqual([refused.status, refused.body.error.field], [422, 'gallery.0.blob'])
  const endless = 'N'.repeat(10_000)
  assert.equal((await server.call('/v1/listings', { ...about, title: endless })).status, 422)
  const named = await server.call('/v1/models/admin/digits', { name: endless }, { method: 'PATCH' })
  assert.equal(named.status, 422)
  const elsewhere = [{ url: 'https://example.org/track.svg', alt: 'Elsewhere' }]
  const said = { title: '\u202E<img src=x onerror=harm=1>', gallery: elsewhere }
  assert.equal(
    (
      await server.call(
        '/api/v1/org/admin/models/digits/visibility',
        { is_public: true },
        { method: 'PATCH' },
      )
    ).status,
    200,
  )
  const { body: listing } = await server.call('/v1/listings', { ...about, ...said })
  assert.equal((await server.call(`/v1/listings/${listing.id}/publish`, {})).status, 200)
  const asked: string[] = []
  page.on('request', (request) => asked.push(request.url()))
  await page.goto(`${proxy.url}/listings/${listing.id}`)
  await page.locator('main h1').waitFor()
  await accessible()
  assert.equal(await isWide(), false)
  assert.equal(await page.evaluate("'harm' in window"), false)
  assert.deepEqual(
    asked.filter((url) => !url.startsWith(proxy.url)),
    [],
  )
})

test('an address that leads nowhere is a page for people and JSON for programs', { skip }, async () => {
  const answer = await page.goto(`${proxy.url}/no/such/place`)
  assert.equal(answer?.status(), 404)
  await page.getByText('There is nothing here').waitFor()
  await accessible()
  assert.equal((await server.call('/no/such/place')).body.error.code, 'not_found')
  assert.equal((await server.call('/v1/nothing')).body.error.code, 'not_found')
  assert.deepEqual(
    complaints.filter((text) => !/ERR_CONNECTION|ERR_EMPTY|ERR_SOCKET|404|net::ERR/.test(text)),
    [],
  )
})
