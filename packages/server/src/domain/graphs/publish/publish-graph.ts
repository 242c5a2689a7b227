import { tensorsToSafetensorsPieces } from '@nodeyard/tensor'
import type { BlobStore } from '../../../blobs/blob-store.ts'
import type { Database } from '../../../db/database.ts'
import type { Caller } from '../../accounts/caller.ts'
import { requireScope } from '../../accounts/scopes.ts'
import { canonicalHash } from '../../artifacts/canonical-hash.ts'
import { checkManifest } from '../../artifacts/check-manifest.ts'
import { fillManifest } from '../../artifacts/fill-manifest.ts'
import { inspectVersion } from '../../artifacts/inspect-version.ts'
import type { Inspector } from '../../artifacts/inspector.ts'
import { addBlob } from '../../artifacts/keep-blob.ts'
import { requireName } from '../../artifacts/names.ts'
import { nextVersion } from '../../artifacts/next-version.ts'
import { registerVersion } from '../../artifacts/register-version.ts'
import { parseVersionNumber } from '../../artifacts/semver-number.ts'
import { touchBlobs } from '../../artifacts/touch-blobs.ts'
import type { VersionFile } from '../../artifacts/versions.ts'
import { getOwnerToPush } from '../../artifacts/write-access.ts'
import { createDeployment } from '../../runtimes/deployments.ts'
import type { Serving } from '../../runtimes/serving.ts'
import type { RunResults } from '../execute/run-results.ts'
import { gradually } from '../export/gradually.ts'
import { type Traceable, writeTraced } from '../export/trace-graph.ts'
import { type Graph, withoutNotes } from '../graph.ts'
import type { Plan } from '../plan/plan-run.ts'
import { withoutSecrets } from '../saved-graphs.ts'
import type { Studio } from '../studio.ts'
import { describeData } from './describe-data.ts'
import { findTraceable } from './find-traceable.ts'
import { modelCard } from './model-card.ts'
import { runToEnd } from './run-to-end.ts'

export interface PublishDeps {
  database: Database
  blobs: BlobStore
  inspector: Inspector
  serving: Serving
  studio: Studio
}

export interface Publishing {
  graph: Graph
  graphId: string
  seed: number
  /** A slug; the caller's own when left out. */
  owner?: string | undefined
  name: string
  /** The next patch when left out. */
  version?: string | undefined
  summary?: string | undefined
  license?: string | undefined
  nodeId?: string | undefined
  /** Whether to deploy it at once. */
  deploys: boolean
}

export interface Published {
  modelId: string
  versionId: string
  owner: string
  name: string
  version: string
  runId: string
  graphDigest: string
  metrics: Record<string, number>
  inputs: object[]
  outputs: string[]
  files: VersionFile[]
  deploymentId: string | undefined
}

/** What a graph is, whatever it is called and wherever its boxes stand: SHA-256 of its graph nodes and wires. */
export function graphDigest(graph: Graph): string {
  const boxes = graph.nodes.map(({ id, type, data }) => ({
    id,
    type,
    params: data?.params ?? {},
    internalParams: data?.internalParams ?? {},
  }))
  const edges = graph.edges.map(({ source, target, sourceHandle = '', targetHandle = '', type = 'data' }) =>
    JSON.stringify([source, sourceHandle, target, targetHandle, type]),
  )
  boxes.sort((a, b) => (a.id < b.id ? -1 : 1))
  return `sha256:${canonicalHash({ nodes: boxes, edges: edges.sort(), presets: graph.presets ?? [] }).replace(/^sha256:/, '')}`
}

/**
 * Makes a version of a model of the registry out of a graph: a trained model in it, or the graph itself as a function.
 * The graph runs first, served from the cache where nothing has changed. The version holds the ONNX model, the
 * weights as safetensors, the graph, and a card; what it takes and gives is in its schema, where it came from
 * in its lineage.
 *
 * @throws Fault `forbidden`, `already_exists` when the number was used for something else, `validation_failed` for
 * a graph that does not run or cannot be a model
 */
export async function publishGraph(
  deps: PublishDeps,
  caller: Caller,
  wanted: Publishing,
): Promise<Published> {
  requireScope(caller.scopes, 'models:upload')
  if (wanted.deploys) requireScope(caller.scopes, 'deploy:write')
  const { database, studio, serving } = deps
  const slug = wanted.owner ?? caller.account.slug
  const { name, seed } = wanted
  requireName(name)
  if (wanted.version !== undefined) parseVersionNumber(wanted.version, ['body', 'version'])
  const owner = await getOwnerToPush(database.read, caller, { owner: slug, kind: 'model', name })
  const graph = withoutSecrets(withoutNotes(wanted.graph), studio.catalogue)
  const digest = graphDigest(graph)

  const { runId, plan, outcome, finding } = await runToEnd(studio, caller, { ...wanted, graph: wanted.graph })
  const { traced, nodeId } = await findTraceable({ ...finding, nodeId: wanted.nodeId })
  const { pieces, isDynamic } = await writeTraced(traced, name)
  const data = await describeData(outcome.results)
  const metrics = metricsOf(plan, outcome.results)
  const graphName = graph.name ?? 'Untitled'
  const summary = wanted.summary ?? `Made by the graph "${graphName}"`
  const schema = schemaOf(traced, isDynamic)
  const card = modelCard({
    name,
    summary,
    license: wanted.license,
    graphName,
    graphDigest: digest,
    runId,
    nodeId,
    seed,
    data,
    metrics,
    traced,
    isDynamic,
  })
  const files = await addFiles(deps, {
    'model_card.md': text(card),
    'config.json': json(schema),
    'graph.json': json({ ...graph, name: graphName }),
    'model.onnx': pieces,
    ...(Object.keys(traced.weights).length > 0 && {
      'model.safetensors': await tensorsToSafetensorsPieces(traced.weights, { format: 'pt' }),
    }),
  })
  const { inspection, tensors } = await inspectVersion(deps, files)
  const said = {
    summary,
    framework: 'onnx' as const,
    tags: ['studio'],
    ...(wanted.license !== undefined && { license: wanted.license }),
    origin: { graph: graphName, graph_digest: digest, run_id: runId, seed },
  }
  const lineage = {
    account_id: caller.account.id,
    run_id: runId,
    graph_name: graphName,
    graph_digest: digest,
    graph_node: nodeId ?? null,
    seed,
    data: JSON.stringify(data),
  }
  const registered = await database.write(async (trx) => {
    await touchBlobs(trx, [...new Set(files.map(({ sha256 }) => sha256))], Date.now())
    const version = wanted.version ?? (await nextVersion(trx, owner.id, name))
    const checked = checkManifest(said, { kind: 'model', owner: slug, name, version, files }, ['body'])
    const paths = files.map(({ path }) => path)
    const manifest = fillManifest(checked, {
      kind: 'model',
      name,
      paths,
      parameterCount: inspection.parameterCount,
    })
    const bodyHash = canonicalHash({ files, manifest: checked })
    const target = { kind: 'model' as const, ownerId: owner.id, name, version, bodyHash }
    const accountId = caller.account.id
    const versionId = await registerVersion(trx, {
      ...target,
      files,
      manifest,
      inspection,
      tensors,
      metrics,
      accountId,
    })
    await trx
      .insertInto('version_lineage')
      .values({ version_id: versionId, ...lineage, created_at: Date.now() })
      .onConflict((conflict) => conflict.doNothing())
      .execute()
    const { artifact_id: modelId } = await trx
      .selectFrom('version')
      .select('artifact_id')
      .where('id', '=', versionId)
      .executeTakeFirstOrThrow()
    return { versionId, version, modelId }
  })
  const deployment = wanted.deploys
    ? await createDeployment(serving, caller, {
        model: `${registered.modelId}@${registered.version}`,
        settings: {},
      })
    : undefined
  return {
    ...registered,
    owner: slug,
    name,
    runId,
    graphDigest: digest,
    metrics,
    inputs: schema.inputs,
    outputs: traced.outputNames,
    files,
    deploymentId: deployment?.id,
  }
}

const text = (content: string) => [new TextEncoder().encode(content)]
const json = (content: unknown) => text(`${JSON.stringify(content, null, 2)}\n`)

async function addFiles(
  deps: PublishDeps,
  contents: Record<string, readonly Uint8Array[]>,
): Promise<VersionFile[]> {
  const files: VersionFile[] = []
  for (const [path, pieces] of Object.entries(contents)) {
    files.push({ path, ...(await addBlob(deps, gradually(pieces))) })
  }
  return files.sort((a, b) => (a.path < b.path ? -1 : 1))
}

function schemaOf({ example, inputNames, outputNames }: Traceable, isDynamic: boolean) {
  const dims = (shape: readonly number[]) => shape.map((size, i) => (i === 0 && isDynamic ? 'batch' : size))
  return {
    inputs: example.map(({ dtype, shape }, i) => ({ name: inputNames[i]!, dtype, shape: dims(shape) })),
    output_names: outputNames,
  }
}

/** The figures that graph nodes of the run came to: of trainings and of evaluations. */
function metricsOf(plan: Plan, results: RunResults): Record<string, number> {
  const metrics: Record<string, number> = {}
  const put = (name: string, value: unknown) => {
    if (typeof value === 'number' && Number.isFinite(value)) metrics[name] = value
  }
  for (const { id, type } of plan) {
    const outputs = results.get(id)?.outputs ?? {}
    if (type === 'EvaluateModel' || type === 'Accuracy') put('accuracy', outputs.accuracy)
    const told = outputs.metrics as Record<string, unknown> | undefined
    if (type !== 'TrainingLoop' || !told) continue
    put('train_loss', told.final_train_loss)
    put('val_loss', told.final_val_loss)
    put('epochs', told.total_epochs_run)
    put('best_epoch', told.best_epoch)
  }
  return metrics
}
