import { Type } from 'typebox'
import { Compile } from 'typebox/compile'
import type { RunRequest } from '../../domain/graphs/runs/run-request.ts'
import { Fault } from '../../fault.ts'
import { readGraph } from './read-graph.ts'
import { GraphData, Text } from './schemas.ts'

/** A frame from a client, read as it comes. */
export type Frame = Record<string, unknown>

const { nodes, edges, presets } = GraphData.properties
const Flag = Type.Optional(Type.Union([Type.Boolean(), Type.Null()]))

/** What `execute` may say; edges need no ids here. */
const Execute = Type.Object(
  {
    nodes: Type.Optional(nodes),
    edges: Type.Optional(
      Type.Array(
        Type.Object(
          {
            ...edges.items.properties,
            id: Type.Optional(Type.Union([Type.String(), Type.Null()])),
            type: Type.Optional(Type.String()),
          },
          { additionalProperties: true },
        ),
        { maxItems: 100_000 },
      ),
    ),
    presets: Type.Optional(presets),
    name: Type.Optional(Text({ maxLength: 200 })),
    run_id: Type.Optional(Type.Union([Text({ minLength: 1, maxLength: 200 }), Type.Null()])),
    record_outputs: Flag,
    changed_nodes: Type.Optional(Type.Union([Type.Array(Type.String(), { maxItems: 20_000 }), Type.Null()])),
    error_mode: Type.Optional(Type.Enum(['fail_fast', 'continue', 'retry'])),
    max_retries: Type.Optional(Type.Integer({ minimum: 0, maximum: 100 })),
    verbose_mode: Flag,
    graph_id: Type.Optional(Type.Union([Text({ maxLength: 300 }), Type.Null()])),
    weights_persistent: Flag,
    backward_mode: Flag,
    auto_backward: Flag,
    device: Type.Optional(Type.Union([Type.String(), Type.Null()])),
    seed: Type.Optional(Type.Union([Type.Integer(), Type.Null()])),
  },
  { additionalProperties: true },
)

const compile = () => Compile(Execute)
/** Made for the first frame. */
let check: ReturnType<typeof compile> | undefined

/** @throws Fault `validation_failed` that says where the frame is wrong */
export function readExecute(frame: Frame): RunRequest {
  check ??= compile()
  const [error] = check.Errors(frame)
  if (error) {
    const place = error.instancePath.slice(1).replaceAll('/', '.')
    throw new Fault('validation_failed', `${place || 'the frame'}: ${error.message}`)
  }
  const said = frame as Said
  const graph = readGraph({
    nodes: said.nodes ?? [],
    edges: (said.edges ?? []).map((edge, i) => ({ type: 'data', ...edge, id: edge.id ?? `e${i}` })),
    presets: said.presets ?? [],
    name: said.name ?? 'Untitled',
    description: '',
    segmentGroups: [],
  } as unknown as Parameters<typeof readGraph>[0])
  return {
    graph,
    ...(said.run_id && { runId: said.run_id }),
    graphId: said.graph_id ?? '',
    recordOutputs: (said.record_outputs ?? false) && Boolean(said.run_id),
    ...(said.changed_nodes && { changed: said.changed_nodes }),
    errorMode: said.error_mode ?? 'fail_fast',
    maxRetries: said.max_retries ?? 0,
    isVerbose: said.verbose_mode ?? false,
    keepsWeights: said.weights_persistent ?? true,
    isBackward: (said.backward_mode ?? false) && Boolean(said.run_id),
    autoBackward: said.auto_backward ?? false,
    // There is one device; what is not available, and what is unknown, means it.
    device: 'cpu',
    seed: said.seed ?? 0,
  }
}

interface Said {
  nodes?: object[]
  edges?: { id?: string | null; type?: string }[]
  presets?: object[]
  name?: string
  run_id?: string | null
  record_outputs?: boolean | null
  changed_nodes?: string[] | null
  error_mode?: 'fail_fast' | 'continue' | 'retry'
  max_retries?: number
  verbose_mode?: boolean | null
  graph_id?: string | null
  weights_persistent?: boolean | null
  backward_mode?: boolean | null
  auto_backward?: boolean | null
  seed?: number | null
}
