import { defineCommand } from '../cli/command.ts'
import { facts } from '../cli/table.ts'
import { getMetrics } from '../deployments/get-metrics.ts'

export default defineCommand({
  usage: '<id>',
  summary: 'Show what a deployment did lately: requests, errors, latency, batches',
  options: { window: { type: 'string', value: 'time', summary: 'how far back: 15m, 24h, 7d (default 1h)' } },
  run: ({ positionals: [id = ''], values: { window } }, { server }) => getMetrics(server, id, window),
  show: ({ window, requests, errors, runs, latency_ms: latency, batch_rows: rows }) =>
    facts({
      window,
      requests,
      errors,
      runs,
      latency: latency && `p50 ${latency.p50} ms, p90 ${latency.p90} ms, p99 ${latency.p99} ms`,
      'rows of a run': rows && `${rows.mean} on average, ${rows.max} at most`,
    }),
})
