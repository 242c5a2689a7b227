import type { BrowserContext, Page } from 'playwright-core'
import { openBrowser } from '../../packages/web/test/open-browser.ts'
import { randomFrom } from '../../soak/lib/random.ts'
import { startNodeyard } from '../lib/child.ts'
import { printSpread } from '../lib/rounds.ts'
import { WORDS, zipf } from '../lib/seed-models.ts'
import { openSeededStore } from '../lib/seeded-store.ts'
import { signedIn, type WebBench } from '../lib/web-bench.ts'

/** Letters typed in each round. */
const LETTERS = 4
const WORDS_TYPED = 5

/** Explore: its Largest Contentful Paint in a browser that has never been here, and keystroke to results. */
export default async function measureExplore({ rounds, models }: WebBench): Promise<void> {
  const { data, environment } = await openSeededStore(models)
  const browser = await openBrowser()
  try {
    await using server = await startNodeyard(data, environment)
    const open = await signedIn(browser, server.ready, data)
    const paints: number[] = []
    const strokes: number[] = []
    const counts: number[] = []
    for (let round = 0; round <= rounds; round++) {
      const context = await open()
      const page = await context.newPage()
      const paint = await timePaint(page, `${server.ready}/explore`)
      const typed = await timeKeystrokes(page, round)
      const counted = await timeCounts(context, server.ready, round)
      if (round > 0) {
        counts.push(...counted)
        paints.push(paint)
        strokes.push(...typed)
      }
      await close(context)
    }
    printSpread(`Explore, ${models.toLocaleString('en')} models: LCP (≤ 800)`, paints, ' ms', 0)
    printSpread('keystroke to results (≤ 150)', strokes, ' ms', 0)
    printSpread('facets counted', counts, ' ms', 0)
  } finally {
    await browser.close()
  }
}

/** Milliseconds from the navigation's start to its largest paint, with every card there. */
async function timePaint(page: Page, url: string): Promise<number> {
  await page.addInitScript(`
    window.paints = []
    new PerformanceObserver((list) => window.paints.push(...list.getEntries().map(({ startTime }) => startTime)))
      .observe({ type: 'largest-contentful-paint', buffered: true })
  `)
  await page.goto(url)
  await page.locator('ul[data-answers] li').nth(5).waitFor()
  await page.waitForLoadState('networkidle')
  return (await page.evaluate('Math.max(...window.paints)')) as number
}

/** Milliseconds from each letter to the painted list that answers the words so far. */
async function timeKeystrokes(page: Page, seed: number): Promise<number[]> {
  const random = randomFrom(100 + seed)
  await page.evaluate(`
    window.addEventListener('keydown', () => { window.pressedAt = performance.now() }, true)
    window.answered = (words) => new Promise((resolve) => {
      const look = () => {
        if (document.querySelector('ul[data-answers]')?.dataset.answers !== words) return requestAnimationFrame(look)
        requestAnimationFrame(() => resolve(performance.now() - window.pressedAt))
      }
      look()
    })
  `)
  const box = page.getByRole('searchbox')
  const taken: number[] = []
  for (let at = 0; at < WORDS_TYPED; at++) {
    await box.fill('')
    await page.evaluate("window.answered('')")
    const word = WORDS[zipf(random, WORDS.length)]!.slice(0, LETTERS)
    for (let length = 1; length <= word.length; length++) {
      await box.press(word[length - 1]!)
      taken.push((await page.evaluate(`window.answered(${JSON.stringify(word.slice(0, length))})`)) as number)
    }
  }
  return taken
}

/** Milliseconds until the values of all facets are counted, for words of all kinds and for none. */
async function timeCounts(context: BrowserContext, url: string, seed: number): Promise<number[]> {
  const random = randomFrom(200 + seed)
  const word = () => WORDS[zipf(random, WORDS.length)]!
  const taken: number[] = []
  for (const query of ['', `q=${word()}`, `q=${word().slice(0, 2)}`, `q=${word()}&task=vla&license=MIT`]) {
    const begun = performance.now()
    const answer = await context.request.get(`${url}/v1/models/facets?${query}`)
    if (!answer.ok()) throw new Error(await answer.text())
    taken.push(performance.now() - begun)
  }
  return taken
}

async function close(context: BrowserContext): Promise<void> {
  for (const page of context.pages()) await page.close()
  await context.close()
}
