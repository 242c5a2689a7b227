import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core'
import { newSetupToken } from '../../server/src/domain/accounts/setup.ts'
import { startServer, type TestServer } from '../../server/test/start-server.ts'
import { complaintsOf, openBrowser, seriousProblems, skip } from './open-browser.ts'

const WAIT = 60_000

let server: TestServer
let browser: Browser
let context: BrowserContext
let page: Page
let complaints: string[]
before(async () => {
  if (skip) return
  server = await startServer()
  browser = await openBrowser()
  context = await browser.newContext({ viewport: { width: 1440, height: 900 } })
  context.setDefaultTimeout(WAIT)
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  page = await context.newPage()
  await page.goto(`${server.url}/sign-in#setup=${newSetupToken(server.deps.signer)}`)
  await page.getByLabel('Email address').fill('ada@example.org')
  await page.getByLabel('New password').fill('correct horse')
  await page.getByRole('button', { name: 'Begin' }).click()
  await page.waitForURL('**/explore')
  complaints = complaintsOf(page)
})
after(async () => {
  await browser?.close()
  await server?.[Symbol.asyncDispose]()
})

const accessible = async () => assert.deepEqual(await seriousProblems(page), [], page.url())
const canvas = () => page.getByTestId('canvas')
const box = (id: string, on = page) => on.locator(`.react-flow__node[data-id="${id}"]`)
const output = (id: string, name: string) =>
  box(id).locator(`.react-flow__handle.source[data-handleid="${name}"]`)
const input = (id: string, name: string) =>
  box(id).locator(`.react-flow__handle.target[data-handleid="${name}"]`)
const saved = (on = page) =>
  on
    .getByRole('status')
    .filter({ hasText: /^Saved$/ })
    .waitFor()

/** Until what was just edited is saved. */
async function savedAnew() {
  await page.getByRole('status').filter({ hasText: 'Saving…' }).waitFor()
  await saved()
}

/** Until so many boxes are there. */
async function has(count: number) {
  const boxes = page.locator('.react-flow__node')
  if (count > 0) await boxes.nth(count - 1).waitFor()
  await boxes.nth(count).waitFor({ state: 'detached' })
}

/** The graph as the server has it. */
const kept = async (name: string) => (await server.call(`/api/graph/load/${name}`)).body

async function pull(from: Locator, to: Locator | { x: number; y: number }) {
  const centre = async (of: Locator) => {
    const { x, y, width, height } = (await of.boundingBox())!
    return { x: x + width / 2, y: y + height / 2 }
  }
  const [a, b] = [await centre(from), 'x' in to ? to : await centre(to)]
  await page.mouse.move(a.x, a.y)
  await page.mouse.down()
  await page.mouse.move((a.x + b.x) / 2, (a.y + b.y) / 2, { steps: 4 })
  await page.mouse.move(b.x, b.y, { steps: 4 })
  return () => page.mouse.up()
}

test('a graph is drawn: boxes from the palette, by letters and by a wire that waits', { skip }, async () => {
  await page.getByRole('link', { name: 'Studio' }).click()
  await page.getByText('No graph is saved yet').waitFor()
  await accessible()
  await page.getByRole('button', { name: 'New graph' }).first().click()
  await page.getByText('An empty graph').waitFor()
  await canvas().evaluate((element) => (element as HTMLElement).setAttribute('data-first', ''))
  const palette = page.getByRole('complementary', { name: 'Boxes' })
  await palette.getByRole('searchbox').fill('start')
  await palette
    .getByRole('button', { name: 'Start', exact: true })
    .dragTo(canvas(), { targetPosition: { x: 60, y: 120 } })
  await box('start_1').waitFor()
  await palette.getByRole('searchbox').fill('tensorcr')
  await palette
    .getByRole('button', { name: 'TensorCreate' })
    .dragTo(canvas(), { targetPosition: { x: 330, y: 120 } })
  await box('tensorcreate_1').waitFor()
  await accessible()

  // Only what fits stays bright while a wire is pulled.
  const letGo = await pull(output('start_1', 'trigger'), input('tensorcreate_1', '__trigger'))
  assert.equal(await box('tensorcreate_1').locator('.unfit').count(), 1)
  assert.equal(await box('tensorcreate_1').locator('.fit').count(), 1)
  await letGo()

  // A wire that is let go of over nothing asks what should be there.
  const { x, y } = (await canvas().boundingBox())!
  await (await pull(output('tensorcreate_1', 'tensor'), { x: x + 620, y: y + 200 }))()
  await page.getByRole('dialog').getByRole('combobox').fill('add')
  await accessible()
  await page.getByRole('option', { name: 'Add' }).first().click()
  await box('add_1').waitFor()
  await (await pull(output('tensorcreate_1', 'tensor'), input('add_1', 'tensor_b')))()
  await saved()
  const { nodes, edges } = await kept('Untitled')
  assert.deepEqual(nodes.map(({ id }: { id: string }) => id).sort(), ['add_1', 'start_1', 'tensorcreate_1'])
  assert.deepEqual(
    edges.map(
      ({ sourceHandle, targetHandle, type }: Record<string, string>) =>
        `${sourceHandle} ${targetHandle} ${type}`,
    ),
    ['trigger __trigger trigger', 'tensor tensor_a data', 'tensor tensor_b data'],
  )
  assert.match(page.url(), /\/studio\/Untitled$/)
  // The first save took nothing from under anybody's hands.
  assert.equal(await canvas().getAttribute('data-first'), '')
})

test('a wire is taken by its end: into another port, back, or away', { skip }, async () => {
  const nameOf = ({ source, target, targetHandle }: Record<string, string>) =>
    `${source} ${target} ${targetHandle}`
  const wires = async () => {
    await savedAnew()
    return (await kept('Untitled')).edges.map(nameOf)
  }
  const before = (await kept('Untitled')).edges.map(nameOf)
  // Off its input and let go of where nothing is: gone, and back again.
  const { x, y } = (await canvas().boundingBox())!
  await (await pull(input('add_1', 'tensor_b'), { x: x + 500, y: y + 600 }))()
  assert.deepEqual(await wires(), before.slice(0, 2))
  // By the end at its box, from one input into the other.
  await (await pull(input('add_1', 'tensor_a'), input('add_1', 'tensor_b')))()
  assert.deepEqual(await wires(), [before[0], before[2]])
  // Near its other end it is taken off the output; what does not fit leaves it where it was.
  const out = (await output('tensorcreate_1', 'tensor').boundingBox())!
  const near = { x: out.x + 26, y: out.y + out.height / 2 }
  await page.mouse.move(near.x, near.y)
  await page.locator('[data-on-end]').waitFor()
  await page.mouse.down()
  const start = (await box('start_1').boundingBox())!
  await page.mouse.move(start.x + 60, start.y + 30, { steps: 5 })
  await page.mouse.up()
  assert.equal(await page.locator('[data-on-end]').count(), 1)
  await page.keyboard.press('Control+z')
  await page.keyboard.press('Control+z')
  assert.deepEqual((await wires()).sort(), before.toSorted())
})

test('parameters are set in the box, and told when they are wrong', { skip }, async () => {
  await box('tensorcreate_1').getByLabel('fill').selectOption('full')
  await box('tensorcreate_1').getByLabel('value').fill('-2.5')
  await box('tensorcreate_1').locator('.grip').click()
  const side = page.getByRole('complementary', { name: 'Details' })
  assert.equal(await side.getByLabel('value', { exact: true }).inputValue(), '-2.5')
  await side.getByLabel('value', { exact: true }).fill('much')
  await side.getByText('This is a number.').waitFor()
  assert.equal(await box('tensorcreate_1').getByLabel('value').getAttribute('aria-invalid'), 'true')
  await accessible()
  await side.getByLabel('value', { exact: true }).fill('2')
  await side.getByLabel('Name of the box').fill('Ones')
  await box('tensorcreate_1').locator('.grip').getByText('Ones').waitFor()
})

test('everything is undone, redone, copied and grouped by the keyboard', { skip }, async () => {
  await canvas()
    .locator('.react-flow__pane')
    .click({ position: { x: 500, y: 600 } })
  await page.keyboard.press('Control+a')
  await page.keyboard.press('Control+c')
  await page.keyboard.press('Control+d')
  await has(6)
  await page.keyboard.press('Delete')
  await has(3)
  await page.keyboard.press('Control+z')
  await page.keyboard.press('Control+z')
  await page.keyboard.press('Control+z')
  await box('tensorcreate_1').locator('.grip').getByText('TensorCreate').waitFor()
  await page.keyboard.press('Control+Shift+z')
  await box('tensorcreate_1').locator('.grip').getByText('Ones').waitFor()

  await page.keyboard.press('Control+a')
  await page.keyboard.press('Control+g')
  await box('note_1').getByLabel('Name of the group').fill('All of it')
  await page.keyboard.press('Escape')
  await page.keyboard.press('Control+Shift+g')
  await box('note_1').waitFor({ state: 'detached' })

  await box('tensorcreate_1').locator('.grip').click()
  await box('add_1')
    .locator('.grip')
    .click({ modifiers: ['Shift'] })
  await page.keyboard.press('Control+e')
  await box('subgraph_1').waitFor()
  await has(2)
  await accessible()
  await page.keyboard.press('Control+Shift+e')
  await box('add_1').waitFor()
  await page.keyboard.press('l')
  await page.getByRole('button', { name: 'Undo' }).waitFor()

  await page.keyboard.press('c')
  await page.getByRole('dialog', { name: 'Connect…' }).waitFor()
  await page.keyboard.press('Escape')
  await page.keyboard.press('n')
  await page.keyboard.type('# Why\n\nBecause **so** <script>window.harm = 1</script>')
  await page.keyboard.press('Escape')
  await page.locator('.react-flow__node-note strong', { hasText: 'so' }).waitFor()
  assert.equal(await page.evaluate("'harm' in window"), false)
  await page.keyboard.press('?')
  await page.getByRole('dialog').getByText('Make one box of them').waitFor()
  await accessible()
  await page.keyboard.press('Escape')
  await box('add_1').locator('.grip').click({ button: 'right' })
  await page.getByRole('menuitem', { name: 'Duplicate' }).waitFor()
  await accessible()
  await page.keyboard.press('Escape')
})

test('boxes inside a marquee are selected, and line up', { skip }, async () => {
  const { x, y, width, height } = (await canvas().boundingBox())!
  await page.keyboard.press('f')
  await page.keyboard.press('Escape')
  await page.keyboard.down('Shift')
  await page.mouse.move(x + 5, y + 5)
  await page.mouse.down()
  await page.mouse.move(x + width / 2, y + height / 2, { steps: 3 })
  await accessible()
  await page.mouse.move(x + width - 5, y + height - 5, { steps: 3 })
  await page.mouse.up()
  await page.keyboard.up('Shift')
  await page.getByText('4 boxes are selected').waitFor()
  await box('add_1').locator('.grip').click({ button: 'right' })
  await page.getByRole('menuitem', { name: 'Top', exact: true }).click()
  await savedAnew()
  const tops = (await kept('Untitled')).nodes.map((one: { position: { y: number } }) => one.position.y)
  assert.deepEqual(new Set(tops).size, 1, JSON.stringify(tops))
  await page.keyboard.press('Control+z')
})

test('a graph gets a name, a part of it goes into another, and a file comes in by drop', {
  skip,
}, async () => {
  await page.getByLabel('Name of the graph').fill('Sum of ones')
  await page.keyboard.press('Enter')
  await page.waitForURL('**/studio/Sum_of_ones')
  while ((await server.call('/api/graph/load/Untitled')).status !== 404) await page.waitForTimeout(50)
  await page.getByRole('button', { name: 'New graph' }).click()
  await page.getByText('An empty graph').waitFor()
  await page.keyboard.press('Control+v')
  await page.getByText('boxes are selected').waitFor()
  await page.keyboard.press('f')
  await box('add_1').waitFor()
  await has(3)
  await saved()
  const graph = { nodes: [{ id: 'dropped', type: 'Print', position: { x: 0, y: 0 } }], edges: [] }
  const files = await page.evaluateHandle((text) => {
    const transfer = new DataTransfer()
    transfer.items.add(new File([text], 'graph.json', { type: 'application/json' }))
    return transfer
  }, JSON.stringify(graph))
  await canvas().dispatchEvent('drop', { dataTransfer: files, clientX: 800, clientY: 600 })
  await box('dropped').waitFor()
  const waiting = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Export' }).click()
  await page.getByRole('button', { name: 'Graph as JSON' }).click()
  assert.equal((await waiting).suggestedFilename(), 'Untitled.json')
  await saved()
})

test('two pages of one graph do not overwrite each other', { skip }, async () => {
  const other = await context.newPage()
  await other.goto(`${server.url}/studio/Untitled`)
  await box('dropped', other).waitFor()
  // What the other page does is saved first; this one was not told, as from another computer.
  const theirs = await kept('Untitled')
  theirs.nodes.push({ id: 'theirs', type: 'Print', position: { x: 0, y: 700 }, data: {} })
  assert.equal((await server.call('/api/graph/save', theirs)).status, 200)
  await box('dropped').locator('.grip').click()
  await page.keyboard.press('ArrowRight')
  const dialog = page.getByRole('dialog', { name: 'This graph was saved elsewhere meanwhile' })
  await dialog.getByText('You changed different things').waitFor()
  await accessible()
  await dialog.getByRole('button', { name: 'Bring both together' }).click()
  await box('theirs').waitFor()
  await saved()
  const ids = (await kept('Untitled')).nodes.map(({ id }: { id: string }) => id)
  assert.ok(ids.includes('theirs') && ids.includes('dropped'))
  // The other page had nothing unsaved: it follows.
  await box('theirs', other).waitFor()
  await other.close()
})

test('boxes of one’s own: uploaded, told what is wrong, granted, switched off, deleted', {
  skip,
}, async () => {
  const file = (name: string, text: string) => ({
    name,
    mimeType: 'text/plain',
    buffer: Buffer.from(text),
  })
  const gain = (run: string) =>
    `// @abilities network\nexport default { name: 'Gain', category: 'Sound', description: 'Louder.',
      inputs: { sound: 'TENSOR' }, outputs: { sound: 'TENSOR' }, params: {}, run${run} }`
  await page.getByRole('link', { name: 'Extensions…' }).click()
  await page.getByRole('heading', { name: 'Extensions' }).waitFor()
  await page.getByText('No file of your own yet').waitFor()
  await page.getByRole('button', { name: 'How to write one' }).first().click()
  await page.getByRole('dialog').getByRole('heading', { name: 'One in five minutes' }).waitFor()
  await page.keyboard.press('Escape')
  const upload = page.locator('input[type=file]')
  await upload.setInputFiles([file('gain.ts', gain('({ sound }) { retur sound } }'))])
  const row = page.getByRole('listitem').filter({ hasText: 'gain.ts' })
  await row.getByText('does not work').waitFor()
  assert.match((await row.textContent())!, /gain\.ts:\d+/)
  await accessible()
  await upload.setInputFiles([file('gain.ts', gain('({ sound }) { return { sound } }'))])
  await row.getByText('Box: Gain').waitFor()
  await row.getByText('network: not granted').waitFor()
  await row.getByRole('button', { name: 'Switch off' }).click()
  await row.getByText('off', { exact: true }).waitFor()
  await row.getByRole('button', { name: 'Switch on' }).click()
  const dialog = page.getByRole('dialog', { name: 'Switch on gain.ts' })
  await dialog.getByRole('checkbox', { name: 'network' }).check()
  await accessible()
  await dialog.getByRole('button', { name: 'Switch on' }).click()
  await row.getByText('network: granted').waitFor()
  await page.getByRole('button', { name: 'Reload' }).click()
  await page.getByText(/Read again: \d+ kinds/).waitFor()

  // It is in the palette at once, and not any more when it is deleted.
  const palette = page.getByRole('complementary', { name: 'Boxes' })
  const look = async () => {
    await page.getByRole('navigation', { name: 'Open graphs' }).getByText('Untitled').click()
    await palette.getByRole('searchbox').fill('gain')
  }
  await look()
  await palette.getByRole('button', { name: 'Gain', exact: true }).waitFor()
  await page.goBack()
  await row.getByRole('button', { name: 'Delete' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click()
  await row.waitFor({ state: 'detached' })
  await look()
  await palette.getByRole('button', { name: 'Gain', exact: true }).waitFor({ state: 'detached' })
})

test('what was open is open again in its order when the page is loaded anew', { skip }, async () => {
  await page.goto(`${server.url}/studio?example=Basics/Broadcasting`)
  await page.waitForURL('**/studio/Broadcasting')
  // Its boxes were drawn for smaller ones: they do not lie over one another here.
  await page.locator('.react-flow__node').first().waitFor()
  const names = page.getByRole('navigation', { name: 'Open graphs' }).locator('[dir=auto]')
  assert.deepEqual(await names.allTextContents(), ['Sum of ones', 'Untitled', 'Broadcasting'])
  await page.reload()
  await page.locator('.react-flow__node').first().waitFor()
  assert.deepEqual(await names.allTextContents(), ['Sum of ones', 'Untitled', 'Broadcasting'])
  await page.getByRole('button', { name: 'Close Broadcasting' }).click()
  await page.waitForURL('**/studio/Untitled')
  // Once more, it takes a name that is free before the server has to refuse one.
  await page.goto(`${server.url}/studio?example=Basics/Broadcasting`)
  await page.waitForURL('**/studio/Broadcasting_2')
  await page.getByRole('button', { name: 'Close Broadcasting 2' }).click()
  await page.waitForURL('**/studio/Untitled')
})

test('what the server could not take comes back with the page', { skip }, async () => {
  const before = complaints.length
  await page.route('**/api/graph/save', (route) => route.abort('connectionrefused'))
  await box('dropped').getByLabel('label').fill('kept in the browser')
  await page.getByText('Kept here until the server is back').waitFor()
  await page.reload()
  await box('dropped').waitFor()
  assert.equal(await box('dropped').getByLabel('label').inputValue(), 'kept in the browser')
  await page.unrouteAll()
  await saved()
  const dropped = (await kept('Untitled')).nodes.find(({ id }: { id: string }) => id === 'dropped')
  assert.deepEqual(dropped.data.params, { label: 'kept in the browser' })
  // Of the one graph that was saved elsewhere meanwhile.
  assert.equal(complaints.filter((text) => /412/.test(text)).length, 1)
  assert.deepEqual(
    [
      ...complaints.slice(0, before).filter((text) => !/412|404/.test(text)),
      ...complaints.slice(before).filter((text) => !/ERR_CONNECTION_REFUSED|net::ERR/.test(text)),
    ],
    [],
  )
})
