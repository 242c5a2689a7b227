import type { Connection } from '../client.ts'
import { randomKey } from '../random-key.ts'
import type { GraphDocument } from './graph-file.ts'

export interface Validation {
  valid: boolean
  errors: string[]
}

/** Everything that is wrong with a graph, as the server sees it. */
export const validateGraph = (server: Connection, graph: GraphDocument): Promise<Validation> =>
  post(server, '/api/graph/validate', withDefaults(graph))

export interface ExportedScript {
  script: string
  filename: string
  /** Base64 of the `.npz` that belongs beside the script; null where there is none. */
  weights: string | null
  weights_filename: string
  warnings: string[]
}

export interface ExportedOnnx {
  /** Base64 */
  onnx: string
  filename: string
  inputs: string[]
  outputs: string[]
  dynamic_batch: boolean
}

export interface GraphOptions {
  graph_id?: string | undefined
  seed?: number | undefined
  /** The graph node whose model is meant. */
  node_id?: string | undefined
}

/** A graph as a PyTorch script that needs no server. */
export const exportGraph = (
  server: Connection,
  graph: GraphDocument,
  options: GraphOptions = {},
): Promise<ExportedScript> => post(server, '/api/graph/export', { ...withDefaults(graph), ...options })

/** The trained model of a graph, or its tensors, as an ONNX model; it runs first where it has changed. */
export const exportGraphOnnx = (
  server: Connection,
  graph: GraphDocument,
  options: GraphOptions = {},
): Promise<ExportedOnnx> =>
  post(server, '/api/graph/export?format=onnx', { ...withDefaults(graph), ...options })

export interface PublishOptions extends GraphOptions {
  name: string
  owner?: string | undefined
  version?: string | undefined
  summary?: string | undefined
  license?: string | undefined
  /** Whether to deploy it at once. */
  deploy?: boolean | undefined
}

export interface PublishedGraph {
  model_id: string
  /** `owner/name` */
  model: string
  version: string
  run_id: string
  graph_digest: string
  metrics: Record<string, number>
  inputs: Record<string, unknown>[]
  outputs: string[]
  files: { path: string; sha256: string; size: number }[]
  deployment_id: string | null
}

/** Makes a version of a model of the registry out of a trained model of a graph, or of the graph as a function. */
export const publishGraph = (
  server: Connection,
  graph: GraphDocument,
  options: PublishOptions,
): Promise<PublishedGraph> =>
  post(
    server,
    '/api/graph/publish',
    { graph: withDefaults(graph), ...options },
    // Asked again after a connection broke, it is not published twice.
    { 'idempotency-key': randomKey() },
  )

export interface ExampleGraph {
  /** What it is loaded by. */
  path: string
  name: string
  description: string
  category: string
  node_count: number
  edge_count: number
}

/** The example graphs that the server has. */
export const listExampleGraphs = async (server: Connection): Promise<ExampleGraph[]> =>
  (await (await server.fetch('/api/examples/list')).json()) as ExampleGraph[]

/** One of them, ready to be run. */
export async function getExampleGraph(server: Connection, path: string): Promise<GraphDocument> {
  const response = await server.fetch(`/api/examples/load?path=${encodeURIComponent(path)}`)
  return (await response.json()) as GraphDocument
}

const withDefaults = ({ nodes, edges, name, description, presets, segmentGroups }: GraphDocument) => ({
  nodes,
  edges,
  ...(name !== undefined && { name }),
  ...(description !== undefined && { description }),
  ...(presets !== undefined && { presets }),
  ...(segmentGroups !== undefined && { segmentGroups }),
})

async function post<Answer>(
  server: Connection,
  path: string,
  body: object,
  more: Record<string, string> = {},
): Promise<Answer> {
  const headers = { 'content-type': 'application/json', ...more }
  const response = await server.fetch(path, { method: 'POST', headers, body: JSON.stringify(body) })
  return (await response.json()) as Answer
}
