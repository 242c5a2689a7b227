import type { Deployment } from '../deployments/create-deployment.ts'
import { facts } from './table.ts'

type Tensors = NonNullable<Deployment['inputs']>

/** One line: what it is and how it is. */
export function summarizeDeployment({
  id,
  model,
  revision,
  next_revision: next,
  status,
  error,
}: Deployment): string {
  const on = next === null ? '' : `, moving to ${next}`
  return `${id} is ${status.replaceAll('_', ' ')} (${model}@${revision}${on})${error === null ? '' : `: ${error}`}`
}

/** Everything. */
export function describeDeployment(deployment: Deployment): string {
  const { batching, rate_limit: limit } = deployment
  return facts({
    id: deployment.id,
    url: deployment.url,
    model: `${deployment.model}@${deployment.revision}`,
    'moving to': deployment.next_revision,
    status: deployment.status,
    error: deployment.error,
    owner: deployment.owner.slug,
    runtime: `${deployment.runtime} on ${deployment.hardware}`,
    inputs: deployment.inputs && describeTensors(deployment.inputs),
    outputs: deployment.outputs && describeTensors(deployment.outputs),
    replicas: `${deployment.min_replicas} to ${deployment.max_replicas}`,
    'sleeps after': `${deployment.scale_to_zero_after_s} s`,
    batching: `up to ${batching.max_rows} rows, waiting ${batching.window_ms} ms`,
    timeout: `${deployment.timeout_ms} ms`,
    queue: `up to ${deployment.max_queue}`,
    'rate limit': limit === null ? 'none' : `${limit} a minute`,
    'last invoked': deployment.last_invoked_at,
    created: deployment.created_at,
  })
}

const describeTensors = (tensors: Tensors) =>
  tensors.map(
    ({ name, dtype, shape }) =>
      `${name} ${dtype ?? '?'}[${shape?.map((size) => size ?? '?').join(', ') ?? '…'}]`,
  )
