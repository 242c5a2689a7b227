import { Fault } from '../../fault.ts'
import type { Caller } from '../accounts/caller.ts'
import { requireScope } from '../accounts/scopes.ts'
import { checkInputs } from './check-inputs.ts'
import { requireRuntime } from './deployments.ts'
import { admitInvocation, useDeployment } from './invoke.ts'
import type { ModelSchema } from './model-schema.ts'
import { resolveModel } from './resolve-model.ts'
import type { Serving } from './serving.ts'
import type { Tensors } from './tensor-value.ts'

/**
 * Runs a model once for a caller, without a deployment: `owner/name`, an id, either with `@` and a version behind it.
 * A deployment's id runs that deployment. A single input may have any name where the model takes one.
 *
 * @throws Fault `not_found`, `licence_required`, `unsupported_format`, and what checking and running throw
 */
export async function runVersion(
  serving: Serving,
  caller: Caller,
  reference: string,
  given: { id: string; inputs: Tensors; signal: AbortSignal },
): Promise<Tensors> {
  requireScope(caller.scopes, 'deploy:invoke')
  const { inputs, signal } = given
  if (reference.startsWith('dep_')) {
    const live = await admitInvocation(serving, caller, reference)
    return useDeployment(serving, live, given, async ({ batcher, model }) => {
      const named = nameInputs(inputs, model.loaded.schema)
      checkInputs(named, model.loaded.schema)
      const { timeoutMs } = live.deployment.settings
      return (await batcher.submit(named, { timeoutMs, signal })).outputs
    })
  }
  const { version } = await resolveModel(serving.database.read, caller, caller.account.id, {
    model: reference,
  })
  if (version.state === 'deleted') throw new Fault('not_found', `"${reference.slice(0, 200)}" was deleted`)
  const runtime = await requireRuntime(serving, version)
  const lease = await serving.lease({ versionId: version.id, runtime, replicas: 1 })
  try {
    signal.throwIfAborted()
    const { loaded } = lease.model
    const named = nameInputs(inputs, loaded.schema)
    checkInputs(named, loaded.schema)
    return await loaded.run(named)
  } finally {
    lease.release()
  }
}

function nameInputs(inputs: Tensors, schema: ModelSchema): Tensors {
  const [only, ...more] = Object.values(inputs)
  const [wanted, ...others] = schema.inputs
  return only && wanted && more.length + others.length === 0 ? { [wanted.name]: only } : inputs
}
