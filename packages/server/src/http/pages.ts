import { readFileSync } from 'node:fs'
import type { FastifyInstance } from 'fastify'

const read = (file: string) => readFileSync(new URL(`./pages/${file}`, import.meta.url))

/** Nothing but our own files: no inline script or style, no frames around it, no form that leaves. */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
].join('; ')

const HEADERS = {
  'content-security-policy': CONTENT_SECURITY_POLICY,
  'x-frame-options': 'DENY',
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  // A page that approves things must not come back from a cache.
  'cache-control': 'no-store',
}

const PAGES = {
  '/account/device': ['device.html', 'text/html; charset=utf-8'],
  '/assets/pages/device.js': ['device.js', 'text/javascript; charset=utf-8'],
  '/assets/pages/session.js': ['session.js', 'text/javascript; charset=utf-8'],
  '/assets/pages/pages.css': ['pages.css', 'text/css; charset=utf-8'],
} as const

/**
 * `/account/device`: what signing in from a terminal needs of a browser. Plain files without a build, so that it
 * works wherever the server does.
 */
export function addPages(app: FastifyInstance): void {
  for (const [path, [file, type]] of Object.entries(PAGES)) {
    const content = read(file)
    app.get(path, (_request, reply) => reply.headers(HEADERS).type(type).send(content))
  }
}
