import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { type Browser, chromium, type Page } from 'playwright-core'

const CHROMIUM = process.env.CHROMIUM ?? '/usr/bin/chromium'

/** Why the browser's tests cannot run here; false where they can. */
export const skip: string | false = existsSync(CHROMIUM) ? false : `there is no ${CHROMIUM}`

export const openBrowser = (): Promise<Browser> =>
  chromium.launch({
    executablePath: CHROMIUM,
    args: ['--no-sandbox', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
  })

/** WCAG 2.2 AA. What passes is not asked for. */
const WHAT = {
  runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'],
  resultTypes: ['violations'],
}

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** What zooms is as large as one makes it: the size of targets is asked of all that does not. */
const ZOOMED = '.react-flow__viewport'

interface Violation {
  id: string
  impact: string
  nodes: { html: string; failureSummary: string; isZoomed: boolean }[]
}

/** What axe finds serious or worse on the page as it is, in words. */
export async function seriousProblems(page: Page): Promise<string[]> {
  // Colours are judged as they are at rest, not halfway through a transition.
  await page.emulateMedia({ reducedMotion: 'reduce' })
  if (!(await page.evaluate("'axe' in window"))) await page.evaluate(axe)
  const violations = (await page.evaluate(
    `axe.run(${JSON.stringify(WHAT)}).then(({ violations }) => {
      for (const { nodes } of violations) for (const node of nodes) {
        node.isZoomed = document.querySelector(node.target[0])?.closest('${ZOOMED}') != null
      }
      return violations
    })`,
  )) as Violation[]
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) =>
      nodes
        .filter(({ isZoomed }) => id !== 'target-size' || !isZoomed)
        .map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary}`),
    )
}

/** Everything the browser complains of: uncaught errors, and what the content security policy refused. */
export function complaintsOf(page: Page): string[] {
  const complaints: string[] = []
  page.on('pageerror', (error) => complaints.push(String(error)))
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text())
  })
  return complaints
}
