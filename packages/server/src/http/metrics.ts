import type { FastifyInstance } from 'fastify'
import type { Metric } from 'prom-client'
import type { Deps } from '../deps.ts'
import { authenticate } from './authenticate.ts'
import { RequestSeconds } from './request-seconds.ts'

/** What the server counts of itself, for whoever asks `/metrics`. */
export class Metrics {
  readonly seconds = new RequestSeconds()
  /** Requests that ended in an error nobody expected. */
  faults = 0
}

/** Measures every request, and answers `/metrics` to this machine or to a key. */
export function addMetrics(app: FastifyInstance, deps: Deps): void {
  const { metrics } = deps
  app.addHook('onResponse', (request, reply, done) => {
    const route = request.routeOptions.url ?? 'none'
    metrics.seconds.observe(request.method, route, reply.statusCode, reply.elapsedTime / 1000)
    if (reply.statusCode === 500) metrics.faults++
    done()
  })
  const check = authenticate(deps, { auth: ['bearer'] })
  let opening: ReturnType<typeof openRegistry> | undefined
  app.get('/metrics', { config: { auth: 'required' } }, async (request, reply) => {
    if (!isLoopback(request.ip)) await check(request)
    opening ??= openRegistry(metrics)
    const registry = await opening
    reply.type(registry.contentType)
    return registry.metrics()
  })
}

/**
 * The server's own figures and its process's, in Prometheus' words. Nobody may ever ask for them, so they are put
 * together for the first who does; pauses of the garbage collector count from then on.
 */
async function openRegistry(metrics: Metrics) {
  const { Counter, collectDefaultMetrics, Registry } = await import('prom-client')
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  registry.registerMetric(metrics.seconds as unknown as Metric)
  new Counter({
    name: 'nodeyard_unexpected_errors_total',
    help: 'Requests that ended in an error nobody expected: each is a bug, with a line in the log.',
    registers: [registry],
    collect() {
      this.reset()
      this.inc(metrics.faults)
    },
  })
  return registry
}

const isLoopback = (ip: string) => ip === '127.0.0.1' || ip === '::1' || ip === '::ffff:127.0.0.1'
