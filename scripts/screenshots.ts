// Takes a picture of every page of the web app, light and dark, at 1440 and 900 pixels, into
// packages/web/screenshots: `npm run screenshots`, and look at them. Each page is also asked by axe, and whether it
// is wider than the window; what is wrong is printed, and the exit code is 1. Needs Debian's chromium.
//
//   npm run screenshots -- [--only model,explore] [--width 1440] [--theme light] [--without-axe]
import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { startServer } from '../packages/server/test/start-server.ts'
import { complaintsOf, openBrowser, seriousProblems } from '../packages/web/test/open-browser.ts'
import { CREDENTIALS, fillYard } from './lib/fill-yard.ts'

const { values } = parseArgs({
  options: {
    only: { type: 'string' },
    width: { type: 'string' },
    theme: { type: 'string' },
    'without-axe': { type: 'boolean', default: false },
  },
})
const root = fileURLToPath(new URL('..', import.meta.url))
const folder = join(root, 'packages/web/screenshots')
if (!values.only) rmSync(folder, { recursive: true, force: true })
mkdirSync(folder, { recursive: true })

await using server = await startServer({ environment: { NODEYARD_ALLOW_LOOPBACK_TARGETS: '1' } })
const { deployment, listing, endpoint, org, owned, invoice } = await fillYard(server)

const tabsOf = (name: string, path: string, tabs: string[]) =>
  Object.fromEntries(tabs.map((tab) => [`${name}-${tab}`, `${path}?tab=${tab}`]))

/** What each picture is of. */
const PAGES: Record<string, string> = {
  explore: '/explore',
  'explore-filtered': '/explore?framework=onnx&sort=name',
  'explore-nothing': '/explore?q=nothing-like-that',
  'explore-datasets': '/explore?kind=datasets',
  upload: '/explore/upload',
  model: '/explore/admin/digits',
  ...tabsOf('model', '/explore/admin/digits', [
    'try',
    'files',
    'tensors',
    'metrics',
    'versions',
    'lineage',
    'use',
  ]),
  'model-hostile': '/explore/admin/hostile',
  'model-missing': '/explore/admin/nothing',
  dataset: '/explore/datasets/admin/flowers',
  ...tabsOf('dataset', '/explore/datasets/admin/flowers', ['schema', 'card', 'shards', 'files', 'versions']),
  studio: '/studio',
  'studio-extensions': '/studio?view=extensions',
  deployments: '/deployments',
  deployment: `/deployments/${deployment}`,
  ...tabsOf('deployment', `/deployments/${deployment}`, ['try', 'logs', 'settings']),
  fleet: '/fleet',
  partners: '/partners',
  listing: `/listings/${listing}`,
  'listing-owned': `/listings/${owned}`,
  sales: '/sales',
  ...tabsOf('sales', '/sales', [
    'sold',
    'bought',
    'subscriptions',
    'invoices',
    'balance',
    'payouts',
    'clock',
  ]),
  'sales-unknown': '/sales?tab=nothing',
  'sales-invoice': `/sales/invoices/${invoice}`,
  'sales-new': '/sales/new',
  'sales-listing': `/sales/listings/${listing}`,
  settings: '/settings',
  ...tabsOf('settings', '/settings', ['webhooks', 'orgs', 'apps', 'hotkeys', 'limits', 'profile']),
  'settings-webhook': `/settings/webhooks/${endpoint}`,
  'settings-org': `/settings/orgs/${org}`,
  device: '/account/device',
  nowhere: '/no/such/page',
}

const chosen = values.only?.split(',')
const isWanted = (name: string) =>
  chosen === undefined || chosen.some((one) => name === one || name.startsWith(`${one}-`))
const problems: string[] = []
const browser = await openBrowser()
for (const colorScheme of ['light', 'dark'] as const) {
  if (values.theme && values.theme !== colorScheme) continue
  for (const width of [1440, 900]) {
    if (values.width && Number(values.width) !== width) continue
    const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme })
    const page = await context.newPage()
    const complaints = complaintsOf(page)
    const shoot = async (name: string) => {
      const called = `${name}-${colorScheme}-${width}`
      await page.screenshot({ path: join(folder, `${called}.png`) })
      const isWide = await page.evaluate('document.documentElement.scrollWidth > innerWidth')
      if (isWide) problems.push(`${called}: is wider than the window`)
      if (!values['without-axe']) {
        for (const problem of await seriousProblems(page)) problems.push(`${called}: ${problem}`)
      }
      for (const text of complaints.splice(0)) {
        // What is not there on purpose.
        if (!/status of 40[14]/.test(text)) problems.push(`${called}: ${text}`)
      }
    }
    await page.goto(`${server.url}/sign-in`)
    await page.getByLabel('Email address').fill(CREDENTIALS.email)
    await page.getByLabel('Password').fill(CREDENTIALS.password)
    if (isWanted('sign-in')) await shoot('sign-in')
    await page.getByRole('button', { name: 'Sign in' }).click()
    await page.waitForURL('**/explore')
    for (const [name, path] of Object.entries(PAGES)) {
      if (!isWanted(name)) continue
      await page.goto(server.url + path)
      await page
        .locator('main h1, main h2')
        .first()
        .waitFor({ timeout: 20_000 })
        .catch(() => problems.push(`${name}: has no heading`))
      // What moves, and what is fetched after the heading.
      await page.waitForLoadState('networkidle', { timeout: 5000 }).catch(() => {})
      await page.waitForTimeout(400)
      await shoot(name)
    }
    if (isWanted('studio-graph')) {
      await page.goto(`${server.url}/studio`)
      await page.getByRole('button', { name: 'Handwritten digits', exact: true }).click()
      await page.locator('.react-flow__node').first().waitFor()
      await page.waitForTimeout(1000)
      await shoot('studio-graph')
      await page.getByRole('button', { name: 'Run', exact: true }).click()
      await page.locator('[data-run-status=succeeded]').waitFor({ timeout: 120_000 })
      await page.getByRole('button', { name: 'Show all', exact: true }).first().click()
      await page.waitForTimeout(1000)
      await shoot('studio-graph-trained')
    }
    if (isWanted('palette')) {
      await page.goto(`${server.url}/explore`)
      await page.locator('main h1').waitFor()
      await page.keyboard.press('Control+k')
      await page.getByRole('dialog').getByRole('combobox').fill('digits')
      await page.getByRole('dialog').getByRole('option').first().waitFor()
      await shoot('palette')
      await page.keyboard.press('Escape')
      await page.getByRole('dialog').waitFor({ state: 'hidden' })
      await page.keyboard.press('?')
      await page.getByRole('dialog').waitFor()
      await shoot('palette-shortcuts')
      await page.keyboard.press('Escape')
      await page.getByRole('button', { name: 'First steps' }).click()
      await page.getByRole('region', { name: 'First steps' }).waitFor()
      await shoot('palette-tour')
    }
    await context.close()
  }
}
await browser.close()
for (const problem of problems) console.log(problem.slice(0, 600))
console.log(`${problems.length} problems; see ${folder}`)
process.exitCode = problems.length > 0 ? 1 : 0
