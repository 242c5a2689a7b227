import { LRUCache } from 'lru-cache'
import { Fault } from '../../fault.ts'
import type { Caller } from '../accounts/caller.ts'
import { requireScope } from '../accounts/scopes.ts'
import { markUse } from '../artifacts/grants/mark-downloaded.ts'
import { checkInputs } from '../runtimes/check-inputs.ts'
import { useDeployment } from '../runtimes/invoke.ts'
import type { LiveDeployment } from '../runtimes/live-deployments.ts'
import type { ModelSchema } from '../runtimes/model-schema.ts'
import { findGridModel } from './find-grid-model.ts'
import type { Grid } from './grid.ts'
import { accountIdOf } from './grid-caller.ts'
import { liveForGrid } from './grid-deployment.ts'
import { isSyft } from './identify-model.ts'
import { readSyftData } from './syft-data.ts'
import { type ReadData, readJsonText, readNpyBytes } from './tensor-texts.ts'
import { findCodec } from './text-codec.ts'

/** How long it is trusted what a model is and who may run it. */
const TRUSTED_MS = 500

/** What is known of a model for one caller, or why it may not be run. */
interface Admission {
  live: LiveDeployment | undefined
  refusal: Fault | undefined
  checkedAt: number
}

const admissions = new WeakMap<Grid, LRUCache<string, Admission>>()

export interface Inference {
  /** Its id in the deployment's log. */
  id: string
  data: string
  encoding: string
  signal: AbortSignal
}

/**
 * Runs a model on data in one of the forms the grid speaks, and answers in the same form and encoding.
 *
 * @throws Fault `not_found`, `forbidden` when it may not be run from here, `invalid_request` for data that is
 * none of the forms, and what running throws
 */
export async function runModel(
  grid: Grid,
  caller: Caller | undefined,
  modelId: string,
  inference: Inference,
): Promise<string> {
  const live = await admitInference(grid, caller, modelId)
  const codec = findCodec(inference.encoding)
  const bytes = codec.toBytes(inference.data)
  const { serving } = grid
  return useDeployment(serving, live, inference, async ({ batcher, model }) => {
    const { schema } = model.loaded
    const { inputs, write } = await readData(grid, bytes, schema)
    checkInputs(inputs, schema)
    const { timeoutMs } = live.deployment.settings
    const { outputs } = await batcher.submit(inputs, { timeoutMs, signal: inference.signal })
    const written = await write(outputs)
    return codec.toText(typeof written === 'string' ? Buffer.from(written) : written)
  })
}

/** The deployment that answers for a model, if the caller may run it: to be asked before the data is looked at. */
export async function admitInference(
  grid: Grid,
  caller: Caller | undefined,
  modelId: string,
): Promise<LiveDeployment> {
  if (caller) requireScope(caller.scopes, 'deploy:invoke')
  let known = admissions.get(grid)
  if (!known) {
    known = new LRUCache({ max: 10_000 })
    admissions.set(grid, known)
  }
  const key = `${accountIdOf(caller)} ${modelId}`
  let admission = known.get(key)
  if (!admission || Date.now() - admission.checkedAt >= TRUSTED_MS) {
    const model = await findGridModel(grid.database.read, caller, modelId)
    const refusal = refusalOf(model)
    const live = refusal ? undefined : await liveForGrid(grid, model.versionId!)
    if (live && caller && model.artifact?.is_paid)
      await markUse(grid.database, caller.account.id, model.artifact.id)
    admission = { live, refusal, checkedAt: Date.now() }
    known.set(key, admission)
  }
  if (admission.refusal) throw admission.refusal
  return admission.live!
}

/** Forgets what was known: called when models come and go here, so that it holds at once. */
export function forgetAdmissions(grid: Grid): void {
  admissions.get(grid)?.clear()
}

function refusalOf(model: Awaited<ReturnType<typeof findGridModel>>): Fault | undefined {
  if (!model.mayInfer) {
    const message = "You're not allowed to run inference on this model."
    return new Fault('forbidden', message, { isNotAllowed: true })
  }
  if (model.row?.manifest == null) return undefined
  return new Fault(
    'runtime_unavailable',
    'the model is encrypted: no share of it is here, and running it on shares is not offered yet',
  )
}

async function readData({ serving }: Grid, bytes: Uint8Array, schema: ModelSchema): Promise<ReadData> {
  if (isSyft(bytes)) return readSyftData(bytes, schema)
  if (bytes[0] === 0x93 && bytes[1] === 0x4e) return readNpyBytes(serving.codec, bytes, schema)
  return readJsonText(serving.codec, bytes, schema)
}
