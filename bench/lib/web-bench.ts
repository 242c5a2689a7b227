import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, BrowserContext } from 'playwright-core'

/** What every part of the web benchmark is told. */
export interface WebBench {
  /** How often each figure is taken; the first time is for warming up and not among them. */
  rounds: number
  /** How many models there are behind Explore. */
  models: number
}

const PERSON = { email: 'ada@example.org', password: 'correct horse battery' }

/**
 * Makes browser contexts that are signed in as the administrator of a server, each with a cache of its own.
 *
 * @param url of the server
 * @param dataFolder where its first start left the administrator's key
 */
export async function signedIn(browser: Browser, url: string, dataFolder: string) {
  const key = readFileSync(join(dataFolder, 'admin.key'), 'utf8').trim()
  const changed = await fetch(`${url}/v1/me`, {
    method: 'PATCH',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    body: JSON.stringify({ ...PERSON, current_password: PERSON.password }),
  })
  if (!changed.ok) throw new Error(await changed.text())
  const viewport = { width: 1440, height: 900 }
  const first = await browser.newContext({ viewport })
  const answer = await first.request.post(`${url}/v1/sessions`, { data: PERSON })
  if (!answer.ok()) throw new Error(await answer.text())
  const storageState = await first.storageState()
  await first.close()
  return (): Promise<BrowserContext> => browser.newContext({ viewport, storageState })
}
