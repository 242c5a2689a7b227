import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'

export interface Load {
  /** Where to ask; several are asked in turn. All of one server. */
  urls: readonly string[]
  headers?: Record<string, string>
  /** Sent with POST, several of them in turn; without one the requests are GETs. */
  body?: string | readonly string[]
  connections: number
  seconds: number
}

export interface LoadResult {
  requestsPerSecond: number
  /** Milliseconds. */
  p50: number
  p99: number
}

const WRK = '/usr/bin/wrk'

/**
 * Asks as fast as the server answers, and says how fast that was. By `wrk` where Debian's package is
 * installed, since it takes little of the machine for itself; else by autocannon, in this process.
 *
 * @throws Error when any answer was not a 2xx
 */
export async function loadHttp(load: Load): Promise<LoadResult> {
  return existsSync(WRK) ? loadByWrk(load) : loadByAutocannon(load)
}

async function loadByWrk({ urls, headers = {}, body, connections, seconds }: Load): Promise<LoadResult> {
  const folder = await mkdtemp(join(tmpdir(), 'nodeyard-wrk-'))
  try {
    const script = join(folder, 'load.lua')
    await writeFile(script, luaFor(urls, headers, bodiesOf(body)))
    const { stdout } = await promisify(execFile)(WRK, [
      '--threads=1',
      `--connections=${connections}`,
      `--duration=${seconds}s`,
      // A slow answer is a figure, not a failure.
      '--timeout=30s',
      `--script=${script}`,
      new URL('/', urls[0]).href,
    ])
    const [, perSecond, p50, p99, bad] =
      /^RESULT (\S+) (\S+) (\S+) (.+)$/m.exec(stdout) ?? fail(`wrk said:\n${stdout}`)
    if (!/^(0 \w+ ?)+$/.test(bad!)) fail(`requests to ${urls[0]} failed: ${bad}`)
    return { requestsPerSecond: Number(perSecond), p50: Number(p50), p99: Number(p99) }
  } finally {
    await rm(folder, { recursive: true })
  }
}

/** The requests are written out once, so that wrk only sends them. */
const bodiesOf = (body: Load['body']): readonly string[] =>
  body === undefined ? [] : typeof body === 'string' ? [body] : body

function luaFor(urls: readonly string[], headers: Record<string, string>, bodies: readonly string[]): string {
  const paths = urls.map((url) => JSON.stringify(url.slice(new URL(url).origin.length)))
  const lines = Object.entries(headers).map(
    ([name, value]) => `  [${JSON.stringify(name)}] = ${JSON.stringify(value)},`,
  )
  return `
local paths = { ${paths.join(', ')} }
local headers = {
${lines.join('\n')}
}
local bodies = { ${bodies.map(luaText).join(', ')} }
local requests, at = {}, 0
init = function()
  for i = 1, math.max(#paths, #bodies) do
    local body = #bodies > 0 and bodies[(i - 1) % #bodies + 1] or nil
    requests[i] = wrk.format(body and 'POST' or 'GET', paths[(i - 1) % #paths + 1], headers, body)
  end
end
request = function()
  at = at % #requests + 1
  return requests[at]
end
done = function(summary, latency)
  local errors = summary.errors
  print(string.format('RESULT %f %f %f %d connect %d read %d write %d status %d timeout', summary.requests / summary.duration * 1e6,
    latency:percentile(50) / 1000, latency:percentile(99) / 1000,
    errors.connect, errors.read, errors.write, errors.status, errors.timeout))
end
`
}

/** A long bracket: nothing in it needs escaping, as long as it does not hold its own end. */
const luaText = (text: string) => `[==[${text}]==]`

interface Autocannon {
  requests: { total: number }
  latency: { p50: number; p99: number }
  duration: number
  errors: number
  non2xx: number
}

async function loadByAutocannon({
  urls,
  headers = {},
  body,
  connections,
  seconds,
}: Load): Promise<LoadResult> {
  const bodies = bodiesOf(body)
  // The package has no types: these are the parts of it that are used here.
  const name: string = 'autocannon'
  const { default: autocannon } = (await import(name)) as {
    default: (options: object) => Promise<Autocannon>
  }
  const result = await autocannon({
    url: new URL('/', urls[0]).href,
    connections,
    duration: seconds,
    headers,
    requests: Array.from({ length: Math.max(urls.length, bodies.length) }, (_, i) => ({
      method: bodies.length === 0 ? 'GET' : 'POST',
      path: urls[i % urls.length]!.slice(new URL(urls[i % urls.length]!).origin.length),
      ...(bodies.length > 0 && { body: bodies[i % bodies.length] }),
    })),
  })
  if (result.non2xx + result.errors > 0)
    fail(`${result.non2xx + result.errors} requests failed at ${urls[0]}`)
  return {
    requestsPerSecond: result.requests.total / result.duration,
    p50: result.latency.p50,
    p99: result.latency.p99,
  }
}

function fail(message: string): never {
  throw new Error(message)
}
