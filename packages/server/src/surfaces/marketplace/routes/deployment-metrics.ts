import { Type } from 'typebox'
import {
  type DeploymentMetrics,
  type MetricsPoint,
  readDeploymentMetrics,
} from '../../../domain/runtimes/deployment-metrics.ts'
import { getDeployment } from '../../../domain/runtimes/deployment-view.ts'
import { Fault } from '../../../fault.ts'
import type { Routes } from '../../../http/surface.ts'
import { iso } from '../iso.ts'
import { nullable, Time } from '../schemas.ts'

const UNITS: Record<string, number> = { m: 60_000, h: 3600_000, d: 86_400_000 }
const LONGEST = 30 * UNITS.d!

const Figures = {
  requests: Type.Integer({ description: 'Invocations, failed ones included.' }),
  errors: Type.Integer({ description: 'Invocations that were not answered with outputs.' }),
  runs: Type.Integer({ description: 'Runs of the model: fewer than requests where they shared runs.' }),
  latency_ms: nullable(
    Type.Object(
      { p50: Type.Number(), p90: Type.Number(), p99: Type.Number() },
      { description: 'Of successful invocations, on this side of the network, to 5 %.' },
    ),
  ),
  batch_rows: nullable(
    Type.Object(
      { mean: Type.Number(), p50: Type.Number(), max: Type.Number() },
      { description: 'Rows of a run.' },
    ),
  ),
}

const Metrics = Type.Object({
  window: Type.String(),
  from: Time,
  to: Time,
  step_s: Type.Integer({ description: 'Seconds from one point to the next.' }),
  ...Figures,
  points: Type.Array(Type.Object({ at: Time, ...Figures }), {
    description: 'Oldest first, quiet times included.',
  }),
})

const metrics: Routes = (app, { serving, database }) => {
  app.get(
    '/deployments/:id/metrics',
    {
      config: { scope: 'deploy:invoke' },
      schema: {
        operationId: 'getDeploymentMetrics',
        summary: 'What a deployment did lately, on all servers',
        params: Type.Object({ id: Type.String({ minLength: 1, maxLength: 100 }) }),
        querystring: Type.Object({
          window: Type.String({
            pattern: '^[1-9]\\d{0,4}[mhd]$',
            default: '1h',
            description: 'How far back: minutes, hours or days, up to `30d`.',
            examples: ['15m', '24h', '7d'],
          }),
        }),
        response: { 200: Metrics },
      },
    },
    async ({ caller, params, query }) => {
      const windowMs = toMilliseconds(query.window)
      const { id } = await getDeployment(database.read, caller.account.id, params.id)
      return toBody(query.window, await readDeploymentMetrics(database, serving.stats, id, windowMs))
    },
  )
}
export default metrics

function toMilliseconds(window: string): number {
  const ms = Number(window.slice(0, -1)) * UNITS[window.at(-1)!]!
  if (ms <= LONGEST) return ms
  throw new Fault('validation_failed', 'window must be 30d at most', {
    field: 'window',
    issues: [{ loc: ['query', 'window'], message: 'must be 30d at most', type: 'value_error' }],
  })
}

const toFigures = ({ requests, errors, runs, latency, batchRows }: MetricsPoint) => ({
  requests,
  errors,
  runs,
  latency_ms: latency,
  batch_rows: batchRows,
})

const toBody = (window: string, metrics: DeploymentMetrics) => ({
  window,
  from: iso(metrics.from),
  to: iso(metrics.to),
  step_s: metrics.stepMs / 1000,
  ...toFigures(metrics),
  points: metrics.points.map((point) => ({ at: iso(point.at), ...toFigures(point) })),
})
