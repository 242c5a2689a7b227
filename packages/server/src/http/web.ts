import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { SESSION_COOKIE } from './authenticate.ts'

/** Nothing but our own files: no inline script or style, no frames around it, no form that leaves. */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "font-src 'self'",
  // Pictures that the page itself makes or was handed, and no others: a model's card loads nothing.
  "img-src 'self' blob: data:",
  // Films of a listing's gallery.
  "media-src 'self'",
  "connect-src 'self'",
  "worker-src 'self'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
].join('; ')

const PAGE_HEADERS = {
  'content-security-policy': CONTENT_SECURITY_POLICY,
  'x-frame-options': 'DENY',
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  // The page names the files of one build; who comes back must get the names of today's.
  'cache-control': 'no-store',
}

/** Where the app's own pages are; nothing else falls back to it. */
const PAGES = ['explore', 'studio', 'deployments', 'fleet', 'partners', 'sales', 'listings', 'settings']

const TYPES: Record<string, string> = {
  html: 'text/html; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  svg: 'image/svg+xml',
  png: 'image/png',
  webp: 'image/webp',
  woff2: 'font/woff2',
  json: 'application/json; charset=utf-8',
  wasm: 'application/wasm',
}

/** Vite puts a hash of the content into a name, so that what has such a name never changes. */
const HASHED = /-[\w-]{8}\.\w+$/

const BUILT = fileURLToPath(new URL('../../../web/dist/', import.meta.url))

interface Asset {
  type: string
  bytes: Buffer
  br?: Buffer
  gzip?: Buffer
}

/** What a page needs, as links of an HTTP header: files of the build, and what it asks for where it has no query. */
interface Needs {
  files: string[]
  data: string[]
}

/** The files of a build by their path, with what the build compressed beforehand. */
class WebApp {
  readonly #folder: string
  #builtAt = 0
  #files = new Map<string, Asset>()
  #needs: Record<string, Needs> = {}

  constructor(folder: string) {
    this.#folder = folder
  }

  /** Read once, and again after another build. */
  find(path: string): Asset | undefined {
    const builtAt = statSync(join(this.#folder, 'index.html'), { throwIfNoEntry: false })?.mtimeMs
    if (builtAt === undefined) return undefined
    if (builtAt !== this.#builtAt) {
      this.#files = readFiles(this.#folder)
      this.#needs = JSON.parse(this.#files.get('/pages.json')?.bytes.toString() ?? '{}')
      this.#builtAt = builtAt
    }
    return this.#files.get(path)
  }

  /** What the page at an address is going to need, for the browser to fetch with the page itself. */
  linksOf(url: string): string[] {
    const [path = '', query] = url.split('?', 2)
    const needs = Object.hasOwn(this.#needs, path) ? this.#needs[path] : undefined
    if (!needs) return []
    return query === undefined ? [...needs.data, ...needs.files] : needs.files
  }
}

function readFiles(folder: string): Map<string, Asset> {
  const names = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length).replaceAll('\\', '/'))
  const all = new Set(names)
  const read = (name: string) => readFileSync(join(folder, name))
  return new Map(
    names.flatMap((name): [string, Asset][] => {
      const type = TYPES[name.split('.').at(-1)!]
      if (type === undefined) return []
      const br = all.has(`${name}.br`) ? { br: read(`${name}.br`) } : {}
      const gzip = all.has(`${name}.gz`) ? { gzip: read(`${name}.gz`) } : {}
      return [[`/${name}`, { type, bytes: read(name), ...br, ...gzip }]]
    }),
  )
}

function send(request: FastifyRequest, reply: FastifyReply, { type, bytes, br, gzip }: Asset) {
  const accepted = String(request.headers['accept-encoding'] ?? '')
  reply.type(type).header('x-content-type-options', 'nosniff')
  if (br ?? gzip) reply.header('vary', 'accept-encoding')
  if (br && /\bbr\b/.test(accepted)) return reply.header('content-encoding', 'br').send(br)
  if (gzip && /\bgzip\b/.test(accepted)) return reply.header('content-encoding', 'gzip').send(gzip)
  return reply.send(bytes)
}

/** Answers with the app's page, which then finds out by its own address what to show. */
export type SendPage = (request: FastifyRequest, reply: FastifyReply) => FastifyReply

/**
 * The web app: its files, and its page at each of its own paths.
 *
 * @param folder where it was built
 * @returns what answers with its page; a plain one says how to build it where that was not done
 */
export function addWeb(app: FastifyInstance, folder = BUILT): SendPage {
  const web = new WebApp(folder)
  const sendPage: SendPage = (request, reply) => {
    const page = web.find('/index.html')
    reply.headers(PAGE_HEADERS)
    if (page) {
      const links = web.linksOf(request.url)
      if (links.length > 0) reply.header('link', links.join(', '))
      return send(request, reply, page)
    }
    return reply.code(503).type('text/html; charset=utf-8').send(NOT_BUILT)
  }
  const sendToMembers = showIn(sendPage)
  for (const name of PAGES) {
    app.get(`/${name}`, sendToMembers)
    app.get(`/${name}/*`, sendToMembers)
  }
  for (const path of ['/sign-in', '/consent']) app.get(path, sendPage)
  app.get('/assets/*', (request, reply) => {
    const path = request.url.split('?', 1)[0]!
    const asset = web.find(path)
    if (!asset) return reply.callNotFound()
    reply.header('cache-control', HASHED.test(path) ? 'public, max-age=31536000, immutable' : 'no-cache')
    return send(request, reply, asset)
  })
  return sendPage
}

/** Strangers are shown the way in at once, in place of a page that would be refused all it asks for. */
export const showIn =
  (sendPage: SendPage): SendPage =>
  (request, reply) =>
    request.headers.cookie?.includes(`${SESSION_COOKIE}=`)
      ? sendPage(request, reply)
      : reply.header('cache-control', 'no-store').redirect(`/sign-in?next=${encodeURIComponent(request.url)}`)

const NOT_BUILT = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Nodeyard</title>
<h1>Nodeyard is running</h1>
<p>Its web app has not been built: <code>npm start</code> does it, or <code>npm run build:web</code> beside a
server that runs already. Then load this page again.</p>
<p><a href="/docs">API documentation</a> · <a href="/healthz">health</a></p>
</html>
`
