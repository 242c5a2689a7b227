import type { DeploymentChange } from '../deployments/update-deployment.ts'
import { type Options, UsageError } from './command.ts'
import { seconds } from './duration.ts'

/** The settings of a deployment, as options of the commands that make and change one. */
export const DEPLOYMENT_OPTIONS = {
  'min-replicas': { type: 'string', value: 'number', summary: '1 keeps it awake (default 0)' },
  'max-replicas': {
    type: 'string',
    value: 'number',
    summary: 'runs at the same time, per server (default 1)',
  },
  'sleep-after': { type: 'string', value: 'time', summary: 'how long it stays loaded unasked (default 5m)' },
  'max-batch': {
    type: 'string',
    value: 'number',
    summary: 'rows that may share a run; 1: none (default 32)',
  },
  'batch-window': { type: 'string', value: 'ms', summary: 'how long a request waits for others (default 0)' },
  timeout: { type: 'string', value: 'time', summary: 'how long an invocation may take (default 60s)' },
  'max-queue': { type: 'string', value: 'number', summary: 'invocations that may wait (default 1000)' },
  'rate-limit': { type: 'string', value: 'number', summary: 'invocations a minute, or none (default 6000)' },
} as const satisfies Options

type Values = { [Name in keyof typeof DEPLOYMENT_OPTIONS]?: string | undefined }

/** What was said of the settings, and nothing of what was not. */
export function readSettings(values: Values): DeploymentChange {
  const whole = (name: keyof Values) => readWhole(values[name], name)
  const time = (name: keyof Values) => (values[name] === undefined ? undefined : seconds(values[name], name))
  const timeout = time('timeout')
  const batching = said({ max_rows: whole('max-batch'), window_ms: whole('batch-window') })
  return said({
    min_replicas: whole('min-replicas'),
    max_replicas: whole('max-replicas'),
    scale_to_zero_after_s: time('sleep-after'),
    batching: Object.keys(batching).length > 0 ? batching : undefined,
    timeout_ms: timeout === undefined ? undefined : timeout * 1000,
    max_queue: whole('max-queue'),
    rate_limit: values['rate-limit'] === 'none' ? null : whole('rate-limit'),
  })
}

type Said<T> = { [Name in keyof T]?: Exclude<T[Name], undefined> }

const said = <T extends object>(values: T) =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Said<T>

function readWhole(text: string | undefined, option: string): number | undefined {
  if (text === undefined) return undefined
  if (!/^\d+$/.test(text)) throw new UsageError(`--${option} must be a whole number`)
  return Number(text)
}
