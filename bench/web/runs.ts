import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { CDPSession, Page } from 'playwright-core'
import { openBrowser } from '../../packages/web/test/open-browser.ts'
import { startNodeyard } from '../lib/child.ts'
import { printSpread } from '../lib/rounds.ts'
import { signedIn, type WebBench } from '../lib/web-bench.ts'

const EXAMPLE = new URL(
  '../../packages/server/src/domain/graphs/examples/CNN/Picture-Classifier/graph.json',
  import.meta.url,
)
const FEW_RUNS = 20
const MANY_RUNS = 200
const FLOOD_SECONDS = 10
const FLOOD_PER_SECOND = 100

/**
 * Looks on from inside the page: when frames of the run socket come in, and when what they say has been painted. The
 * socket is the real one; `flood` hands the page frames of a training that nobody runs.
 */
const WATCH = `
  const arrived = new Map()
  const bench = (window.bench = { painted: [], socket: undefined })
  let ended
  bench.next = () => new Promise((resolve) => { ended = resolve })
  window.WebSocket = class extends WebSocket {
    constructor(...given) {
      super(...given)
      if (!String(given[0]).includes('/ws/execution')) return
      bench.socket = this
      this.addEventListener('message', ({ data }) => {
        const frame = JSON.parse(data)
        bench.runId = frame.run_id
        if (frame.type === 'execution_complete') setTimeout(() => ended?.(), 100)
        if (frame.type === 'node_status') arrived.set(frame.node_id + ' ' + frame.status, performance.now())
      })
    }
  }
  const look = (element) => {
    const id = element.closest('.react-flow__node')?.dataset.id
    const key = id + ' ' + element.dataset.status
    const at = arrived.get(key)
    if (at === undefined) return
    arrived.delete(key)
    // The page changes inside an animation frame: the next task comes after that frame has been laid out and painted.
    const { port1, port2 } = new MessageChannel()
    port1.onmessage = () => bench.painted.push(performance.now() - at)
    port2.postMessage(0)
  }
  document.addEventListener('DOMContentLoaded', () =>
    new MutationObserver((changes) => changes.forEach(({ target }) => look(target)))
      .observe(document, { subtree: true, attributes: true, attributeFilter: ['data-status'] }))
  bench.flood = (boxId, seconds, perSecond) => new Promise((resolve) => {
    const losses = []
    const gaps = []
    let sent = 0
    let cursor = 1e6
    const say = (frame) => bench.socket.onmessage({ data: JSON.stringify({ run_id: bench.runId, cursor: ++cursor, ...frame }) })
    let last = performance.now()
    const start = last
    const draw = (now) => {
      gaps.push(now - last)
      last = now
      if (now - start < seconds * 1000) requestAnimationFrame(draw)
      else resolve(gaps.slice(1))
    }
    requestAnimationFrame(draw)
    const timer = setInterval(() => {
      const due = ((performance.now() - start) / 1000) * perSecond
      if (sent > seconds * perSecond) return clearInterval(timer)
      for (; sent < due; sent++) {
        const loss = 1 / (sent + 1)
        losses.push(loss)
        say({ type: 'node_status', node_id: boxId, status: 'progress',
          progress: { event: 'epoch', epoch: sent + 1, total_epochs: seconds * perSecond, loss, losses, lr: 0.01, val_loss: loss * 1.1 } })
      }
    }, 1000 / perSecond)
  })
`

/** The studio while graphs run: frames to pixels, a flood of progress, and what many runs leave behind. */
export default async function measureRuns({ rounds }: WebBench): Promise<void> {
  const data = await mkdtemp(join(tmpdir(), 'nodeyard-bench-'))
  const browser = await openBrowser()
  try {
    await using server = await startNodeyard(data)
    const context = await (await signedIn(browser, server.ready, data))()
    context.setDefaultTimeout(60_000)
    await context.addInitScript(WATCH)
    const key = (await readFile(join(data, 'admin.key'), 'utf8')).trim()
    await save(server.ready, key)
    const page = await context.newPage()
    await page.goto(`${server.ready}/studio/bench`)
    await page.locator('.react-flow__node[data-id=picture]').click({ position: { x: 60, y: 12 } })
    await page.getByRole('tab', { name: 'Inspector' }).click()
    const devtools = await context.newCDPSession(page)

    const paints: number[] = []
    for (let round = 0; round <= rounds; round++) {
      await page.evaluate('window.bench.painted = []')
      await run(page)
      await page.waitForTimeout(200)
      if (round > 0) paints.push(...((await page.evaluate('window.bench.painted')) as number[]))
    }
    printSpread("a run's status frame to pixels (≤ 50)", paints, ' ms', 1)

    // Only what is measured here is counted there.
    await page.evaluate('window.bench.painted = { push() {} }')
    await run(page, FEW_RUNS - rounds - 1)
    const few = await heapOf(devtools)
    await run(page, MANY_RUNS - FEW_RUNS)
    const many = await heapOf(devtools)
    const megabytes = (bytes: number) => `${(bytes / 1e6).toFixed(1)} MB`
    const growth = `${((many / few - 1) * 100).toFixed(1)} %`
    console.log(
      `${`memory after ${MANY_RUNS} runs beside ${FEW_RUNS} (± 10 %)`.padEnd(52)} ${growth}  [${megabytes(few)} to ${megabytes(many)}]`,
    )

    // A run that waits: the frames are ours.
    await page.evaluate('window.bench.socket.send = () => {}')
    await page.keyboard.press('Control+Enter')
    await page.locator('[data-run-status=queued]').waitFor()
    await page.evaluate(`window.bench.runId = localStorage.getItem('nodeyard.studio.run.bench')`)
    const gaps = (await page.evaluate(
      `window.bench.flood('picture', ${FLOOD_SECONDS}, ${FLOOD_PER_SECOND})`,
    )) as number[]
    const sorted = gaps.toSorted((a, b) => a - b)
    const p95 = sorted[Math.floor(sorted.length * 0.95)]!
    console.log(
      `${`${FLOOD_PER_SECOND} frames a second of progress: p95 drawn frame`.padEnd(52)} ${p95.toFixed(1)} ms  [longest ${sorted.at(-1)!.toFixed(0)} ms, ${Math.round(gaps.length / FLOOD_SECONDS)} drawn a second]`,
    )
  } finally {
    await browser.close()
    await rm(data, { recursive: true, force: true })
  }
}

async function save(url: string, key: string): Promise<void> {
  const graph = { ...JSON.parse(await readFile(EXAMPLE, 'utf8')), name: 'bench' }
  const answer = await fetch(`${url}/api/graph/save`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    body: JSON.stringify(graph),
  })
  if (!answer.ok) throw new Error(await answer.text())
}

/** Runs the graph on the page so many times, each to its end; asking the page often would itself leave traces there. */
async function run(page: Page, times = 1): Promise<void> {
  for (let time = 0; time < times; time++) {
    const ended = page.evaluate('window.bench.next()')
    await page.keyboard.press('Control+Enter')
    await ended
  }
}

/** Bytes of JavaScript that are still in use after everything that is not has been collected. */
async function heapOf(devtools: CDPSession): Promise<number> {
  // What is kept for a few seconds only is gone by then.
  await new Promise((resolve) => setTimeout(resolve, 8000))
  for (let time = 0; time < 3; time++) await devtools.send('HeapProfiler.collectGarbage')
  return (await devtools.send('Runtime.getHeapUsage')).usedSize
}
