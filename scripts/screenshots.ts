// Takes a picture of every page of the web app, light and dark, at 1440 and 900 pixels, into
// packages/web/screenshots: `npm run screenshots`, and look at them. Needs Debian's chromium.
import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { connect, createDeployment, invoke, pushArtifact, setMetrics, waitForDeployment } from '@nodeyard/sdk'
import { startServer } from '../packages/server/test/start-server.ts'
import { pushHostile } from '../packages/web/test/hostile.ts'
import { openBrowser } from '../packages/web/test/open-browser.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const folder = join(root, 'packages/web/screenshots')
rmSync(folder, { recursive: true, force: true })
mkdirSync(folder, { recursive: true })

await using server = await startServer()
const yard = connect({ url: server.url, apiKey: server.key })
const credentials = { email: 'ada@example.org', password: 'correct horse' }
await server.call('/v1/me', { ...credentials, name: 'Ada' }, { method: 'PATCH' })
const digits = join(root, 'examples/digits/model')
for (const [version, accuracy] of [
  ['1.0.0', 0.9935],
  ['1.1.0', 0.9941],
  ['1.2.0', 0.9938],
] as const) {
  await pushArtifact(yard, { kind: 'model', folder: digits, version })
  const target = { org: 'admin', name: 'digits', version }
  await setMetrics(yard, 'model', target, { accuracy, loss: 1 - accuracy, 'latency ms': 1.2 + accuracy })
}
await pushHostile(server)
const { id } = await createDeployment(yard, { model: 'admin/digits' })
await waitForDeployment(yard, id)
const image = { dtype: 'float32', shape: [1, 1, 28, 28], data: new Float32Array(784) }
for (let at = 0; at < 20; at++) await invoke(yard, id, { image })

const PAGES: Record<string, string> = {
  explore: '/explore',
  'explore-nothing': '/explore?q=nothing-like-that',
  'explore-datasets': '/explore?kind=datasets',
  model: '/explore/admin/digits',
  ...Object.fromEntries(
    ['try', 'files', 'tensors', 'metrics', 'versions', 'use'].map((tab) => [
      `model-${tab}`,
      `/explore/admin/digits?tab=${tab}`,
    ]),
  ),
  'model-hostile': '/explore/admin/hostile',
  'model-missing': '/explore/admin/nothing',
  deployments: '/deployments',
  deployment: `/deployments/${id}`,
  ...Object.fromEntries(
    ['try', 'logs', 'settings'].map((tab) => [`deployment-${tab}`, `/deployments/${id}?tab=${tab}`]),
  ),
}

const browser = await openBrowser()
for (const colorScheme of ['light', 'dark'] as const) {
  for (const width of [1440, 900]) {
    const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme })
    const page = await context.newPage()
    const shoot = (name: string) =>
      page.screenshot({ path: join(folder, `${name}-${colorScheme}-${width}.png`) })
    await page.goto(`${server.url}/sign-in`)
    await page.getByLabel('Email address').fill(credentials.email)
    await page.getByLabel('Password').fill(credentials.password)
    await shoot('sign-in')
    await page.getByRole('button', { name: 'Sign in' }).click()
    await page.waitForURL('**/explore')
    for (const [name, path] of Object.entries(PAGES)) {
      await page.goto(server.url + path)
      await page.locator('main h1, main h2').first().waitFor()
      // What moves, and what is fetched after the heading.
      await page.waitForTimeout(800)
      await shoot(name)
    }
    await page.keyboard.press('Control+k')
    await page.waitForTimeout(500)
    await shoot('palette')
    await context.close()
  }
}
await browser.close()
console.log(`see ${folder}`)
