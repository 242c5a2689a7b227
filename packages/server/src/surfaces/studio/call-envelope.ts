import { randomUUID } from 'node:crypto'
import { type Static, Type } from 'typebox'
import { type CallCode, CallError } from '../../domain/graphs/function/call-error.ts'

const Nullable = <const T extends Parameters<typeof Type.Union>[0][number]>(type: T) =>
  Type.Union([type, Type.Null()])

/** What every call of a graph is answered with, whatever became of it. */
export const Envelope = Type.Object({
  status: Type.Enum(['ok', 'error']),
  run_id: Type.String(),
  graph: Nullable(Type.String()),
  app: Nullable(Type.String()),
  version: Nullable(Type.Integer()),
  device: Type.String(),
  outputs: Type.Record(Type.String(), Type.Unknown()),
  error: Nullable(
    Type.Object({
      code: Type.String(),
      message: Type.String(),
      node_id: Nullable(Type.String()),
      details: Type.Unknown(),
    }),
  ),
  timing: Nullable(Type.Object({ total_s: Type.Number() })),
})

/** The HTTP status of each way in which a call can fail. */
export const CALL_STATUS: Record<CallCode, 404 | 409 | 413 | 422 | 500> = {
  payload_too_large: 413,
  graph_not_found: 404,
  graph_unreadable: 500,
  invalid_input: 422,
  invalid_contract: 409,
  no_entry_points: 409,
  untriggered_input: 409,
  unreachable_output: 409,
  invalid_graph: 409,
  execution_error: 500,
  timeout: 500,
  cancelled: 500,
  output_not_produced: 500,
  unserializable_output: 500,
  output_too_large: 500,
}

/** What is called: a saved graph by its name, or a version of a published app. */
export interface Called {
  graph: string | null
  app: string | null
  version: number | null
}

/** The envelope of a call that never began. */
export const refusal = (called: Called, code: string, message: string): Static<typeof Envelope> => ({
  status: 'error',
  run_id: newRunId(),
  ...called,
  device: 'cpu',
  outputs: {},
  error: { code, message, node_id: null, details: null },
  timing: null,
})

const newRunId = () => randomUUID().replaceAll('-', '')

/**
 * The envelope of a call, whose status the reply gets; refusals have one too. What is learnt about `called` while it
 * goes on is in it.
 */
export async function answerCall(
  reply: { code(status: number): unknown },
  called: Called,
  call: (runId: string) => Promise<Record<string, unknown>>,
): Promise<Static<typeof Envelope>> {
  const runId = newRunId()
  const start = performance.now()
  const tell = (outputs: Record<string, unknown>, error: CallError | undefined) => ({
    status: error ? ('error' as const) : ('ok' as const),
    run_id: runId,
    ...called,
    device: 'cpu',
    outputs,
    error: error
      ? {
          code: error.code,
          message: error.message,
          node_id: error.nodeId ?? null,
          details: error.details ?? null,
        }
      : null,
    timing: { total_s: Math.round(performance.now() - start) / 1000 },
  })
  try {
    return tell(await call(runId), undefined)
  } catch (error) {
    if (!(error instanceof CallError)) throw error
    reply.code(CALL_STATUS[error.code])
    return tell({}, error)
  }
}
