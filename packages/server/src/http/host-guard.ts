import type { FastifyInstance } from 'fastify'
import type { Config } from '../config.ts'
import { Fault } from '../fault.ts'

const LOOPBACK = ['localhost', '127.0.0.1', '[::1]']

/** `[::1]:8000` and `example.org:8000` without their port, in lower case. */
const hostName = (host: string) => host.toLowerCase().replace(/:\d+$/, '')

/**
 * Keeps web pages from driving this server through their visitor's browser.
 *
 * The Host must be one of ours (a page that rebinds its own name to 127.0.0.1 sends its own), and a request
 * from another origin must carry a key, which no page has by accident.
 */
export function guardHost(app: FastifyInstance, config: Config): void {
  const ours = new Set([...LOOPBACK, ...config.allowedHosts])
  if (config.publicUrl) ours.add(new URL(config.publicUrl).hostname)
  const takesAny = config.allowedHosts.includes('*')

  // Nearly every request names the same one.
  let lastHost: string | undefined

  app.addHook('onRequest', (request, _reply, done) => {
    const { host } = request.headers
    if (!takesAny && (host === undefined || (host !== lastHost && !ours.has(hostName(host))))) {
      throw new Fault('forbidden', `this server does not answer to the host "${host ?? ''}"`, {
        field: 'host',
      })
    }
    lastHost = host
    const { origin, authorization } = request.headers
    if (origin !== undefined) {
      const hasKey = authorization !== undefined || request.headers['x-api-key'] !== undefined
      if (!hasKey && !isOurs(origin, host)) {
        throw new Fault('forbidden', 'requests from other web sites need a key', { field: 'origin' })
      }
    }
    done()
  })

  function isOurs(origin: string, host: string | undefined): boolean {
    if (origin === config.publicUrl) return true
    return URL.canParse(origin) && new URL(origin).host === host?.toLowerCase()
  }
}
