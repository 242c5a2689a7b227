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

/** WCAG AA, but for the size of targets: on a canvas that is as one zooms. What passes is not asked for. */
const WHAT = {
  runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'],
  resultTypes: ['violations'],
}

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

interface Violation {
  id: string
  impact: string
  nodes: { html: string; failureSummary: string }[]
}

/** What axe finds serious or worse on the page as it is, in words. */
export async function seriousProblems(page: Page): Promise<string[]> {
  // Colours are judged as they are at rest, not halfway through a transition.
  await page.waitForTimeout(250)
  await page.evaluate(axe)
  const violations = (await page.evaluate(
    `axe.run(${JSON.stringify(WHAT)}).then(({ violations }) => violations)`,
  )) as Violation[]
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary}`))
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
