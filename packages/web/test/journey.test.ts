import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { connect, pushArtifact } from '@nodeyard/sdk'
import type { Browser, Page } from 'playwright-core'
import { newSetupToken } from '../../server/src/domain/accounts/setup.ts'
import { startServer, type TestServer } from '../../server/test/start-server.ts'
import { pushHostile } from './hostile.ts'
import { complaintsOf, openBrowser, seriousProblems, skip } from './open-browser.ts'

const digits = fileURLToPath(new URL('../../../examples/digits/', import.meta.url))
const WAIT = 60_000

let server: TestServer
let browser: Browser
let page: Page
let complaints: string[]
before(async () => {
  if (skip) return
  server = await startServer()
  browser = await openBrowser()
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } })
  context.setDefaultTimeout(WAIT)
  page = await context.newPage()
  complaints = complaintsOf(page)
  const yard = connect({ url: server.url, apiKey: server.key })
  await pushArtifact(yard, { kind: 'model', folder: `${digits}model` })
  await pushHostile(server)
})
after(async () => {
  await browser?.close()
  await server?.[Symbol.asyncDispose]()
})

const accessible = async () => assert.deepEqual(await seriousProblems(page), [], page.url())

test('a stranger is sent to sign in, and the setup link lets the administrator in', { skip }, async () => {
  await page.goto(`${server.url}/explore`)
  await page.getByText('Its terminal shows a link').waitFor()
  assert.match(page.url(), /\/sign-in\?next=/)
  await accessible()
  await page.goto('about:blank')
  await page.goto(`${server.url}/sign-in#setup=${newSetupToken(server.deps.signer)}`)
  await page.getByLabel('Email address').fill('ada@example.org')
  await page.getByLabel('New password').fill('correct horse')
  assert.equal(page.url().includes('setup='), false)
  await accessible()
  await page.getByRole('button', { name: 'Begin' }).click()
  await page.waitForURL('**/explore')
  await page.getByText('Test mode').waitFor()
})

test('the model is found as one types, and its page shows what it is', { skip }, async () => {
  await page.getByRole('link', { name: 'digits', exact: true }).waitFor()
  await accessible()
  await page.getByRole('searchbox').fill('handwr')
  await page.waitForURL('**/explore?q=handwr')
  await page.getByRole('link', { name: 'digits', exact: true }).click()
  await page.getByRole('heading', { name: 'Handwritten digits' }).first().waitFor()
  await page.getByText('43,426').first().waitFor()
  await accessible()
  for (const [tab, text] of [
    ['Files', 'model.onnx'],
    ['Tensors', 'float32'],
    ['Metrics', ''],
    ['Versions', 'There is one version'],
    ['Use it', 'npx nodeyard model pull'],
  ] as const) {
    await page.getByRole('tab', { name: tab }).click()
    if (text) await page.getByRole('tabpanel').getByText(text).first().waitFor()
    await accessible()
  }
})

const winner = () => page.locator('tr[data-winner] th')

test('deployed, it reads a digit that was dropped and one that is drawn', { skip }, async () => {
  await page.getByRole('button', { name: 'Deploy' }).click()
  await page.waitForURL('**/deployments/dep_*')
  await page.getByText('ready', { exact: true }).waitFor()
  await accessible()
  await page.getByRole('tab', { name: 'Playground' }).click()
  await page.locator('input[type=file]').setInputFiles(`${digits}images/7-1.png`)
  await page.getByRole('button', { name: 'Run' }).click()
  await winner().first().waitFor()
  assert.deepEqual(await winner().allTextContents(), ['7', '7'])
  await accessible()

  await page.getByRole('button', { name: 'Clear' }).click()
  const pad = (await page.getByTestId('pad').boundingBox())!
  await page.mouse.move(pad.x + pad.width / 2, pad.y + pad.height * 0.22)
  await page.mouse.down()
  await page.mouse.move(pad.x + pad.width / 2, pad.y + pad.height * 0.78, { steps: 10 })
  await page.mouse.up()
  await page.getByRole('button', { name: 'Run' }).click()
  await page.locator('tr[data-winner] th', { hasText: '1' }).first().waitFor()
})

test('its figures and its log are there, and live', { skip }, async () => {
  await page.getByRole('tab', { name: 'Overview' }).click()
  await page.locator('.uplot').first().waitFor()
  await page.locator('dd', { hasText: '2' }).first().waitFor()
  await accessible()
  await page.getByRole('tab', { name: 'Logs' }).click()
  await page.getByText('Following').waitFor()
  await page.getByRole('log').waitFor()
  await accessible()
  await page.getByRole('tab', { name: 'Settings' }).click()
  await page.getByLabel('Most replicas').fill('2')
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByText('Saved.').waitFor()
  await accessible()
  await page.getByRole('link', { name: 'Deployments' }).first().click()
  await page.getByRole('cell', { name: 'ready' }).waitFor()
  await accessible()
})

test('a card written to do harm does none', { skip }, async () => {
  await page.goto(`${server.url}/explore`)
  await page.getByRole('link', { name: 'hostile', exact: true }).click()
  await page.getByText('what remains').waitFor()
  await accessible()
  const found = (await page.evaluate(`({
    ran: 'harm' in window,
    links: [...document.querySelectorAll('.prose a')].map((link) => link.protocol),
    loaded: document.querySelectorAll('.prose img, .prose iframe, .prose svg, .prose script, .prose style').length,
    isWide: document.documentElement.scrollWidth > innerWidth,
  })`)) as { ran: boolean; links: string[]; loaded: number; isWide: boolean }
  assert.deepEqual(found, { ran: false, links: ['https:'], loaded: 0, isWide: false })
})

test('a command and a few letters lead anywhere, and ? says how', { skip }, async () => {
  await page.keyboard.press('Control+k')
  await page.getByRole('dialog').getByRole('combobox').fill('digits')
  await page.getByRole('option', { name: 'admin/digits' }).waitFor()
  await accessible()
  await page.keyboard.press('Escape')
  await page.getByRole('dialog').getByRole('combobox').waitFor({ state: 'detached' })
  await page.keyboard.press('?')
  await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor()
  await accessible()
  await page.keyboard.press('Escape')
  await page.keyboard.press('g')
  await page.keyboard.press('d')
  await page.waitForURL('**/deployments')
})

test('a server that is gone is told of, and found again', { skip }, async () => {
  const away = () => page.route('**/*', (route) => route.abort('connectionrefused'))
  await away()
  await page.getByText('cannot be reached').waitFor()
  await page.unrouteAll()
  await page.getByText('cannot be reached').waitFor({ state: 'detached' })
  await page.getByRole('cell', { name: 'ready' }).waitFor()
  // What was refused on purpose is all there was to complain of.
  assert.deepEqual(
    complaints.filter((text) => !/ERR_CONNECTION_REFUSED|net::ERR/.test(text)),
    [],
  )
})

test('who signs out is out', { skip }, async () => {
  await page.getByRole('button', { name: 'Account' }).click()
  await page.getByRole('button', { name: 'Sign out' }).click()
  await page.getByRole('heading', { name: 'Sign in' }).waitFor()
  const cookies = await page.context().cookies()
  assert.equal(
    cookies.some(({ name }) => name === 'nodeyard_session'),
    false,
  )
})
