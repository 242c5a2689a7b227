import { Fault } from '../../fault.ts'
import type { Caller } from '../accounts/caller.ts'
import type { BinaryForm } from './binary-inputs.ts'
import { outputForm } from './binary-outputs.ts'
import { checkInputs } from './check-inputs.ts'
import type { Deployment } from './deployment.ts'
import { markAwake, markFailed } from './deployment-status.ts'
import type { LiveDeployment } from './live-deployments.ts'
import type { Allowance } from './rate-windows.ts'
import type { InUse, Serving } from './serving.ts'
import type { JsonFrame, TensorForm, WrittenOutputs } from './tensor-codec.ts'

export interface Invocation {
  id: string
  body: Uint8Array<ArrayBuffer>
  form: 'json' | BinaryForm
  /** The form to answer in, where it is not that of the inputs. */
  wanted: 'json' | BinaryForm | undefined
  /** What goes around the outputs in JSON. */
  frame(metrics: InvocationMetrics): JsonFrame
  /** Aborted when nobody waits for the answer any more. */
  signal: AbortSignal
}

/** Milliseconds, but for the last. */
export interface InvocationMetrics {
  queueMs: number
  coldStartMs: number
  predictMs: number
  /** Rows of the run that answered, other requests' included. */
  batchRows: number
}

export interface InvocationAnswer extends WrittenOutputs {
  metrics: InvocationMetrics
}

/**
 * The deployment for a caller, and what is left of its allowance: to be asked before an invocation's body is
 * even looked at.
 *
 * @throws Fault `not_found`
 */
export function admitInvocation(
  serving: Serving,
  caller: Caller,
  deploymentId: string,
): LiveDeployment | Promise<LiveDeployment> {
  return serving.live.find(deploymentId, caller.account.id)
}

/** Counts an invocation; undefined where there is no limit. */
export function countInvocation(
  { hasRateLimits, rates }: Serving,
  deployment: Deployment,
): Allowance | undefined {
  const { rateLimit } = deployment.settings
  return hasRateLimits && rateLimit !== null ? rates.count(deployment.id, rateLimit) : undefined
}

/**
 * Runs a deployment's model on the inputs of a request. A deployment that sleeps is woken, and one that is
 * still starting waited for.
 *
 * @throws Fault `conflict` when it is stopped or failed, `licence_required` when its account may not use the
 * model any more, and what reading, checking, waiting and running throw
 */
export async function invoke(
  serving: Serving,
  live: LiveDeployment,
  invocation: Invocation,
): Promise<InvocationAnswer> {
  return useDeployment(serving, live, invocation, (use) => run(serving, live.deployment, use, invocation))
}

/**
 * The same for inputs that come in another way: `work` gets the loaded model and its queue. What it does counts
 * as one invocation.
 */
export async function useDeployment<T>(
  serving: Serving,
  { deployment, mayUse }: LiveDeployment,
  invocation: Pick<Invocation, 'id' | 'signal'>,
  work: (use: InUse) => Promise<T>,
): Promise<T> {
  const startedAt = performance.now()
  const { id } = deployment
  try {
    if (!mayUse) throw new Fault('licence_required', 'the model may not be used by this account any more')
    requireRunning(deployment)
    const use = await load(serving, deployment)
    try {
      const answer = await work(use)
      serving.stats.countInvocation(id, performance.now() - startedAt)
      serving.onUse?.(deployment)
      return answer
    } finally {
      use.release()
    }
  } catch (error) {
    serving.stats.countInvocation(id, undefined)
    if (!(error instanceof Fault)) {
      if (!invocation.signal.aborted) serving.logs.add(id, 'error', 'an unexpected error', invocation.id)
    } else if (error.status >= 500) serving.logs.add(id, 'error', error.message, invocation.id)
    throw error
  }
}

function requireRunning({ status, error }: Deployment): void {
  if (status === 'stopped')
    throw new Fault('conflict', 'the deployment is stopped: set its status to "ready"')
  if (status !== 'failed') return
  throw new Fault('conflict', `the deployment failed: ${error}`)
}

async function load(serving: Serving, deployment: Deployment): Promise<InUse> {
  try {
    const use = await serving.use(deployment, deployment.settings.timeoutMs)
    if (deployment.status === 'scaled_to_zero') wake(serving, deployment.id, use.coldStartMs)
    return use
  } catch (error) {
    if (!(error instanceof Fault) || error.code !== 'unsupported_format') throw error
    await markFailed(serving, deployment, error.message)
    throw new Fault('conflict', `the deployment failed: ${error.message}`)
  }
}

/** Beside the invocation: what is written down is not what it waits for. */
function wake(serving: Serving, id: string, ms: number): void {
  markAwake(serving, id, ms).catch(() => {
    // The next invocation finds it asleep and tries again.
  })
}

async function run(
  { codec }: Serving,
  { settings }: Deployment,
  { batcher, model, coldStartMs }: InUse,
  { body, form: written, wanted = written, frame, signal }: Invocation,
): Promise<InvocationAnswer> {
  const { schema } = model.loaded
  const binary = wanted === 'json' ? undefined : outputForm(wanted, schema)
  const { inputs, form, rest } = await codec.read(body, written, schema)
  const timeoutMs = readTimeout(rest, settings.timeoutMs)
  checkInputs(inputs, schema)
  const { outputs, queueMs, runMs, batchRows } = await batcher.submit(inputs, { timeoutMs, signal })
  const metrics = { queueMs, coldStartMs, predictMs: runMs, batchRows }
  const isJson = form !== 'npy' && form !== 'safetensors'
  const answered: TensorForm = binary ?? (isJson ? form : 'nested')
  return { ...(await codec.write(outputs, answered, frame(metrics))), metrics }
}

/** The only thing a JSON body may say beside `input`. */
function readTimeout({ timeout_ms: wanted, ...rest }: Record<string, unknown>, most: number): number {
  const [unknown] = Object.keys(rest)
  if (unknown !== undefined) throw refuse(unknown, 'is not a known field')
  if (wanted === undefined) return most
  if (typeof wanted === 'number' && Number.isInteger(wanted) && wanted >= 1) return Math.min(wanted, most)
  throw refuse('timeout_ms', 'must be a whole number of milliseconds, at least 1')
}

function refuse(field: string, message: string): Fault {
  return new Fault('validation_failed', `body ${field}: ${message}`, {
    field,
    issues: [{ loc: ['body', field], message, type: 'value_error' }],
  })
}
