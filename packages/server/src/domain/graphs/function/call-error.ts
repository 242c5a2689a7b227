/** Why a graph could not be called as a function, or came to nothing. */
export type CallCode =
  | 'payload_too_large'
  | 'graph_not_found'
  | 'graph_unreadable'
  | 'invalid_input'
  | 'invalid_contract'
  | 'no_entry_points'
  | 'untriggered_input'
  | 'unreachable_output'
  | 'invalid_graph'
  | 'execution_error'
  | 'timeout'
  | 'cancelled'
  | 'output_not_produced'
  | 'unserializable_output'
  | 'output_too_large'

export interface CallErrorOptions {
  nodeId?: string | undefined
  details?: unknown
}

/** Surfaces answer with its code, the graph node it is about, and what they can tell more. */
export class CallError extends Error {
  readonly code: CallCode
  readonly nodeId: string | undefined
  readonly details: unknown

  constructor(code: CallCode, message: string, { nodeId, details }: CallErrorOptions = {}) {
    super(message)
    this.name = 'CallError'
    this.code = code
    this.nodeId = nodeId
    this.details = details
  }
}
