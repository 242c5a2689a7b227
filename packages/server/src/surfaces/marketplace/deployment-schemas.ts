import { Type } from 'typebox'
import type { DeploymentSettings, SettingsChange } from '../../domain/runtimes/deployment-settings.ts'
import type { DeploymentView } from '../../domain/runtimes/deployment-view.ts'
import { iso } from './iso.ts'
import { nullable, Time } from './schemas.ts'

const DAY = 86_400

export const STATUSES = [
  'queued',
  'building',
  'starting',
  'ready',
  'scaled_to_zero',
  'updating',
  'failed',
  'stopped',
] as const

export const StatusName = Type.Enum([...STATUSES], {
  description:
    'An invocation waits for a deployment that is queued, starting or scaled to zero; while it is updating ' +
    'the version before answers. One that failed or was stopped answers 409.',
})

export const ModelName = Type.String({
  minLength: 1,
  maxLength: 300,
  description:
    '`owner/name` or an id, with `@` and a version, an alias, `^1` or `latest` behind it if you like.',
  examples: ['acme/grasp-policy@^1'],
})

export const Revision = Type.String({
  minLength: 1,
  maxLength: 100,
  description: 'The version, if it does not stand in `model`: `1.4.0`, an alias, `^1` or `latest`.',
})

/** What an owner may set; on creating and on changing alike. */
export const SettingFields = {
  region: Type.Optional(Type.Enum(['local'], { description: 'This installation is one place.' })),
  hardware: Type.Optional(Type.Enum(['cpu'], { description: 'One of `GET /v1/hardware`.' })),
  min_replicas: Type.Optional(
    Type.Integer({ minimum: 0, maximum: 256, description: '0 lets it sleep; 1 keeps it awake.' }),
  ),
  max_replicas: Type.Optional(
    Type.Integer({
      minimum: 1,
      maximum: 256,
      description: 'Copies of the model on each server that is asked: so many runs at the same time.',
    }),
  ),
  scale_to_zero_after_s: Type.Optional(
    Type.Integer({
      minimum: 1,
      maximum: 365 * DAY,
      description: 'Seconds without an invocation until it sleeps. The next invocation wakes it.',
    }),
  ),
  batching: Type.Optional(
    Type.Object(
      {
        max_rows: Type.Optional(
          Type.Integer({
            minimum: 1,
            maximum: 4096,
            description: 'Rows that requests may share one run with; 1 turns batching off.',
          }),
        ),
        window_ms: Type.Optional(
          Type.Integer({
            minimum: 0,
            maximum: 10_000,
            description: 'How long a request waits for others while the model is idle.',
          }),
        ),
      },
      {
        additionalProperties: false,
        description:
          'Requests that arrive together share a run, where a trial has shown that the rows of the model ' +
          'do not depend on each other.',
      },
    ),
  ),
  timeout_ms: Type.Optional(
    Type.Integer({ minimum: 1, maximum: 3_600_000, description: 'How long an invocation may take.' }),
  ),
  max_queue: Type.Optional(
    Type.Integer({
      minimum: 1,
      maximum: 100_000,
      description: 'Invocations that may wait on one server; the next one is answered 429.',
    }),
  ),
  rate_limit: Type.Optional(
    Type.Union([Type.Integer({ minimum: 1, maximum: 1_000_000_000 }), Type.Null()], {
      description: 'Invocations a minute, counted by each server for itself; null for any number.',
    }),
  ),
}

const TensorShape = Type.Object({
  name: Type.String(),
  dtype: nullable(Type.String()),
  shape: Type.Union([Type.Array(Type.Union([Type.Integer(), Type.String(), Type.Null()])), Type.Null()], {
    description: 'A name or null is an axis of any size.',
  }),
})

export const Deployment = Type.Object(
  {
    id: Type.String({ examples: ['dep_01J9Z3K6M8Q4T7V2X5Y0A1B2C3'] }),
    url: Type.String({ description: 'Where to invoke it.' }),
    owner: Type.Object({ id: Type.String(), slug: Type.String() }),
    model: Type.String({ description: '`owner/name`.' }),
    model_id: Type.String(),
    revision: Type.String({ description: 'The version that answers.' }),
    next_revision: nullable(Type.String({ description: 'The version being loaded to take its place.' })),
    runtime: Type.String(),
    status: StatusName,
    error: nullable(Type.String({ description: 'Why it failed, or why its last update did.' })),
    region: Type.String(),
    hardware: Type.String(),
    min_replicas: Type.Integer(),
    max_replicas: Type.Integer(),
    scale_to_zero_after_s: Type.Integer(),
    batching: Type.Object({ max_rows: Type.Integer(), window_ms: Type.Integer() }),
    timeout_ms: Type.Integer(),
    max_queue: Type.Integer(),
    rate_limit: nullable(Type.Integer()),
    inputs: nullable(Type.Array(TensorShape)),
    outputs: nullable(Type.Array(TensorShape)),
    last_invoked_at: Type.Union([Time, Type.Null()], { description: 'To some seconds.' }),
    created_at: Time,
    updated_at: Time,
  },
  { $id: 'Deployment' },
)

export const toDeploymentBody = (deployment: DeploymentView, publicUrl: string) => {
  const { settings, schema } = deployment
  return {
    id: deployment.id,
    url: `${publicUrl}/v1/deployments/${deployment.id}/invoke`,
    owner: deployment.owner,
    model: deployment.model,
    model_id: deployment.artifactId,
    revision: deployment.revision,
    next_revision: deployment.nextRevision,
    runtime: deployment.runtime,
    status: deployment.status,
    error: deployment.error,
    region: settings.region,
    hardware: settings.hardware,
    min_replicas: settings.minReplicas,
    max_replicas: settings.maxReplicas,
    scale_to_zero_after_s: settings.scaleToZeroAfterS,
    batching: { max_rows: settings.batching.maxRows, window_ms: settings.batching.windowMs },
    timeout_ms: settings.timeoutMs,
    max_queue: settings.maxQueue,
    rate_limit: settings.rateLimit,
    inputs: schema?.inputs ?? null,
    outputs: schema?.outputs ?? null,
    last_invoked_at: deployment.invokedAt === null ? null : iso(deployment.invokedAt),
    created_at: iso(deployment.createdAt),
    updated_at: iso(deployment.updatedAt),
  }
}

/** Settings as a body spells them. */
export interface SettingsBody {
  region?: string
  hardware?: string
  min_replicas?: number
  max_replicas?: number
  scale_to_zero_after_s?: number
  batching?: { max_rows?: number; window_ms?: number }
  timeout_ms?: number
  max_queue?: number
  rate_limit?: number | null
}

/** What was said of the settings, and nothing of what was not. */
export function toSettings(body: SettingsBody): SettingsChange {
  const { batching } = body
  const said = <T extends object>(value: T) =>
    Object.fromEntries(Object.entries(value).filter(([, part]) => part !== undefined))
  return said({
    region: body.region as DeploymentSettings['region'] | undefined,
    hardware: body.hardware,
    minReplicas: body.min_replicas,
    maxReplicas: body.max_replicas,
    scaleToZeroAfterS: body.scale_to_zero_after_s,
    batching: batching && said({ maxRows: batching.max_rows, windowMs: batching.window_ms }),
    timeoutMs: body.timeout_ms,
    maxQueue: body.max_queue,
    rateLimit: body.rate_limit,
  })
}
