import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { extname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { BrowserContext, Page } from 'playwright-core'
import { openBrowser } from '../../packages/web/test/open-browser.ts'
import { startNodeyard } from '../lib/child.ts'
import { printSpread, ratios } from '../lib/rounds.ts'
import { signedIn, type WebBench } from '../lib/web-bench.ts'

const BOXES = 2000
const COLUMNS = 50
const GESTURES = ['pan', 'zoom out', 'pan far away', 'zoom in', 'drag one'] as const
type Gesture = (typeof GESTURES)[number]
/** The 95th percentile of the time between two frames, in milliseconds, of each gesture. */
type Frames = Record<Gesture, number>

/** A sheet of sums: 2,000 boxes, each fed by its neighbours to the left and above. */
function largeGraph() {
  const nodes = Array.from({ length: BOXES }, (_, at) => ({
    id: `b${at}`,
    type: 'Add',
    position: { x: (at % COLUMNS) * 280, y: Math.floor(at / COLUMNS) * 180 },
    data: { params: {} },
  }))
  const wire = (from: number, to: number, port: string) => ({
    id: `${from}-${to}`,
    source: `b${from}`,
    sourceHandle: 'tensor',
    target: `b${to}`,
    targetHandle: port,
  })
  const edges = nodes.flatMap((_, at) => [
    wire((at + BOXES - 1) % BOXES, at, 'tensor_a'),
    wire((at + BOXES - COLUMNS) % BOXES, at, 'tensor_b'),
  ])
  return { nodes, edges }
}

/** The studio with 2,000 boxes and 4,000 wires, beside plain @xyflow/react with the same. */
export default async function measureEditor({ rounds }: WebBench): Promise<void> {
  const data = await mkdtemp(join(tmpdir(), 'nodeyard-bench-'))
  const browser = await openBrowser()
  try {
    await using server = await startNodeyard(data)
    await using plain = await servePlain(join(data, 'plain'))
    const open = await signedIn(browser, server.ready, data)
    await saveLarge(server.ready, data)
    const opened: number[] = []
    const ours: Frames[] = []
    const theirs: Frames[] = []
    for (let round = 0; round <= rounds; round++) {
      const context = await open()
      const studio = await inStudio(context, server.ready)
      const peer = await onPlain(context, plain.url)
      await context.close()
      if (round === 0) continue
      opened.push(studio.opened)
      ours.push(studio.frames)
      theirs.push(peer)
    }
    printSpread('studio with 2,000 boxes and 4,000 wires: open (≤ 2000)', opened, ' ms', 0)
    for (const gesture of GESTURES) {
      const [mine, plainly] = [ours, theirs].map((all) => all.map((frames) => frames[gesture]))
      printSpread(`${gesture}: p95 frame (≤ 33)`, mine!, ' ms', 1)
      printSpread(`${gesture}: p95 frame of plain @xyflow/react`, plainly!, ' ms', 1)
      printSpread(`${gesture}: ratio (≤ 0.5)`, ratios(mine!, plainly!))
    }
  } finally {
    await browser.close()
    await rm(data, { recursive: true, force: true })
  }
}

async function saveLarge(url: string, data: string): Promise<void> {
  const key = (await readFile(join(data, 'admin.key'), 'utf8')).trim()
  const answer = await fetch(`${url}/api/graph/save`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    body: JSON.stringify({ name: 'large', ...largeGraph() }),
  })
  if (!answer.ok) throw new Error(await answer.text())
}

async function inStudio(context: BrowserContext, url: string) {
  const page = await context.newPage()
  // The app itself is there; what is timed is opening the graph.
  await page.goto(`${url}/studio`)
  const link = page.getByRole('link', { name: 'large', exact: true })
  await link.waitFor()
  const begun = performance.now()
  await link.click()
  await page.locator('.react-flow__node').nth(20).waitFor()
  const opened = performance.now() - begun
  await page.waitForTimeout(1000)
  const frames = await gestures(page, '.react-flow__node .grip')
  await page.close()
  return { opened, frames }
}

async function onPlain(context: BrowserContext, url: string): Promise<Frames> {
  const page = await context.newPage()
  await page.goto(url)
  await page.locator('.react-flow__edge').nth(2000).waitFor({ state: 'attached' })
  await page.waitForTimeout(1000)
  const frames = await gestures(page, '.react-flow__node')
  await page.close()
  return frames
}

async function gestures(page: Page, handle: string): Promise<Frames> {
  const [x, y] = [760, 450]
  const empty = async () =>
    (await page.evaluate(`(() => {
      for (let y = 250; y < 700; y += 5) for (let x = 500; x < 1000; x += 5) {
        if (document.elementFromPoint(x, y)?.classList.contains('react-flow__pane')) return [x, y]
      }
    })()`)) as [number, number]
  const pull = async ([fromX, fromY]: [number, number], stepX: number, stepY: number) => {
    await page.mouse.move(fromX, fromY)
    await page.mouse.down()
    for (let at = 1; at <= 60; at++) await page.mouse.move(fromX + at * stepX, fromY + at * stepY)
    await page.mouse.up()
  }
  const wheel = async (delta: number) => {
    await page.mouse.move(x, y)
    for (let at = 0; at < 25; at++) {
      await page.mouse.wheel(0, delta)
      await page.waitForTimeout(16)
    }
  }
  // Boxes come to life a few per frame: until one is there.
  const box = async (tries = 100): Promise<[number, number]> => {
    const found = (await page.evaluate(`(() => {
      const all = [...document.querySelectorAll('${handle}')].map((one) => one.getBoundingClientRect())
      const found = all.find(({ x, y }) => x > 390 && x < 1000 && y > 110 && y < 700)
      return found && [found.x + found.width / 2, found.y + found.height / 2]
    })()`)) as [number, number] | undefined
    if (found) return found
    if (tries === 0) throw new Error('no box is where it could be dragged')
    await page.waitForTimeout(50)
    return box(tries - 1)
  }
  const frames = {} as Frames
  const time = async (gesture: Gesture, act: () => Promise<void>) => {
    frames[gesture] = await timeFrames(page, act)
    await page.waitForTimeout(400)
  }
  await time('pan', async () => pull(await empty(), -5, -3))
  await time('zoom out', () => wheel(120))
  await time('pan far away', async () => pull([x, 780], -3, -2))
  await time('zoom in', () => wheel(-120))
  const one = await box()
  await time('drag one', () => pull(one, 3, 2))
  return frames
}

/** The 95th percentile of the time between frames while something is done. */
async function timeFrames(page: Page, act: () => Promise<void>): Promise<number> {
  await page.evaluate(`
    window.frameTimes = []
    window.isTiming = true
    requestAnimationFrame(function look(before) {
      requestAnimationFrame((now) => {
        window.frameTimes.push(now - before)
        if (window.isTiming) look(now)
      })
    })
  `)
  await act()
  const times = (await page.evaluate('window.isTiming = false, window.frameTimes')) as number[]
  return times.toSorted((a, b) => a - b)[Math.floor(times.length * 0.95)]!
}

const TYPES: Record<string, string> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
}

/** Builds the peer's page and serves it. */
async function servePlain(outDir: string): Promise<AsyncDisposable & { url: string }> {
  const { build } = await import('vite')
  const root = fileURLToPath(new URL('plain-flow/', import.meta.url))
  await build({
    root,
    logLevel: 'error',
    configFile: false,
    build: { outDir, emptyOutDir: true, target: 'esnext' },
  })
  const { nodes, edges } = largeGraph()
  const plainly = {
    nodes: nodes.map(({ id, position }) => ({ id, position, data: { label: id } })),
    edges: edges.map(({ id, source, target }) => ({ id, source, target })),
  }
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://peer').pathname
    const file = path === '/' ? '/index.html' : path
    const sent =
      file === '/graph.json' ? Promise.resolve(JSON.stringify(plainly)) : readFile(join(outDir, file))
    sent.then(
      (bytes) => response.setHeader('content-type', TYPES[extname(file)] ?? 'text/plain').end(bytes),
      () => response.writeHead(404).end(),
    )
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
