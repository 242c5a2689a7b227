import type { FastifyInstance } from 'fastify'
import { Counter, collectDefaultMetrics, Histogram, Registry } from 'prom-client'
import type { Deps } from '../deps.ts'
import { authenticate } from './authenticate.ts'
import { RequestTimes } from './request-times.ts'

/** The server's own figures, in Prometheus' words. */
export function createMetrics() {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const times = new RequestTimes(() => seconds)
  const seconds = new Histogram({
    name: 'nodeyard_http_request_seconds',
    help: 'How long requests took, by method, route and status.',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers: [registry],
    collect: () => times.count(),
  })
  const faults = new Counter({
    name: 'nodeyard_unexpected_errors_total',
    help: 'Requests that ended in an error nobody expected: each is a bug, with a line in the log.',
    registers: [registry],
  })
  return { registry, times, faults }
}

export type Metrics = ReturnType<typeof createMetrics>

/** Measures every request, and answers `/metrics` to this machine or to a key. */
export function addMetrics(app: FastifyInstance, deps: Deps): void {
  const { registry, times, faults } = deps.metrics
  app.addHook('onResponse', (request, reply, done) => {
    const route = request.routeOptions.url ?? 'none'
    times.add({ method: request.method, route, status: reply.statusCode }, reply.elapsedTime / 1000)
    if (reply.statusCode === 500) faults.inc()
    done()
  })
  const check = authenticate(deps, ['bearer'])
  app.get('/metrics', { config: { auth: 'required' } }, async (request, reply) => {
    if (!isLoopback(request.ip)) await check(request)
    reply.type(registry.contentType)
    return registry.metrics()
  })
}

const isLoopback = (ip: string) => ip === '127.0.0.1' || ip === '::1' || ip === '::ffff:127.0.0.1'
