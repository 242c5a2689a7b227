/** As much of an OpenAPI document as the proofs read. */
export interface OpenApi {
  paths: Record<string, Record<string, Operation>>
  components?: { schemas?: Record<string, Schema> }
}

// biome-ignore lint/suspicious/noExplicitAny: JSON Schema is whatever the document says.
export type Schema = Record<string, any>

export interface Operation {
  operationId?: string
  parameters?: {
    name: string
    in: 'path' | 'query' | 'header' | 'cookie'
    required?: boolean
    schema: Schema
  }[]
  requestBody?: { required?: boolean; content: Record<string, { schema?: Schema }> }
  responses: Record<string, { content?: Record<string, { schema?: Schema }> }>
}

export interface NamedOperation {
  method: string
  path: string
  operation: Operation
}

export function listOperations({ paths }: OpenApi): NamedOperation[] {
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ method: method.toUpperCase(), path, operation })),
  )
}

/** Follows `$ref` within the document. */
export function resolve(document: OpenApi, schema: Schema | undefined): Schema {
  if (typeof schema?.$ref !== 'string') return schema ?? {}
  const parts = schema.$ref.replace(/^#\//, '').split('/')
  let at: unknown = document
  for (const part of parts) at = (at as Record<string, unknown> | undefined)?.[part]
  return resolve(document, at as Schema)
}
