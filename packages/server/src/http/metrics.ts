import type { FastifyInstance } from 'fastify'
import { Counter, collectDefaultMetrics, type Metric, Registry } from 'prom-client'
import type { Deps } from '../deps.ts'
import { authenticate } from './authenticate.ts'
import { RequestSeconds } from './request-seconds.ts'

/** The server's own figures, in Prometheus' words. */
export function createMetrics() {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const seconds = new RequestSeconds()
  registry.registerMetric(seconds as unknown as Metric)
  const faults = new Counter({
    name: 'nodeyard_unexpected_errors_total',
    help: 'Requests that ended in an error nobody expected: each is a bug, with a line in the log.',
    registers: [registry],
  })
  return { registry, seconds, faults }
}

export type Metrics = ReturnType<typeof createMetrics>

/** Measures every request, and answers `/metrics` to this machine or to a key. */
export function addMetrics(app: FastifyInstance, deps: Deps): void {
  const { registry, seconds, faults } = deps.metrics
  app.addHook('onResponse', (request, reply, done) => {
    const route = request.routeOptions.url ?? 'none'
    seconds.observe(request.method, route, reply.statusCode, reply.elapsedTime / 1000)
    if (reply.statusCode === 500) faults.inc()
    done()
  })
  const check = authenticate(deps, { auth: ['bearer'] })
  app.get('/metrics', { config: { auth: 'required' } }, async (request, reply) => {
    if (!isLoopback(request.ip)) await check(request)
    reply.type(registry.contentType)
    return registry.metrics()
  })
}

const isLoopback = (ip: string) => ip === '127.0.0.1' || ip === '::1' || ip === '::ffff:127.0.0.1'
