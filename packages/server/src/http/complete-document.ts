import type { Surface } from './surface.ts'

interface Schema {
  default?: unknown
  required?: string[]
  properties?: Record<string, Schema>
  anyOf?: { type?: string }[]
}

interface Operation {
  parameters?: { required?: boolean; schema?: Schema }[]
  responses?: Record<string, unknown>
  requestBody?: { required?: boolean; content?: Record<string, { schema?: Schema }> }
}

interface OpenApiDocument {
  paths?: Record<string, Record<string, Operation> | undefined>
}

/**
 * Adds to a surface's generated OpenAPI document what every operation shares: its errors, that a body which
 * may be null may also be left out, and so may what has a default.
 *
 * It is done here and not in the routes' schemas because the framework would compile a serializer for each.
 */
export function completeDocument(document: object, surface: Surface): object {
  for (const operations of Object.values((document as OpenApiDocument).paths ?? {})) {
    for (const operation of Object.values(operations ?? {})) {
      operation.responses = { ...errorResponses(surface), ...operation.responses }
      if (takesNoBody(operation)) operation.requestBody!.required = false
      freeDefaults(operation)
    }
  }
  return document
}

function errorResponses({ errorBody, errorStatuses }: Surface): Record<string, unknown> {
  const content = { 'application/json': { schema: { $ref: `#/components/schemas/${errorBody.$id}` } } }
  const { description = 'An error' } = errorBody as { description?: string }
  const statuses = errorStatuses ?? { '4XX': description, '5XX': description }
  return Object.fromEntries(
    Object.entries(statuses).map(([status, meaning]) => [status, { description: meaning, content }]),
  )
}

function takesNoBody({ requestBody }: Operation): boolean {
  return Object.values(requestBody?.content ?? {}).some(({ schema }) =>
    schema?.anyOf?.some(({ type }) => type === 'null'),
  )
}

/** What has a default is always there for the handler, and need not be sent. */
function freeDefaults({ parameters, requestBody }: Operation): void {
  for (const parameter of parameters ?? []) {
    if (parameter.schema?.default !== undefined) parameter.required = false
  }
  for (const media of Object.values(requestBody?.content ?? {})) {
    const { schema } = media
    if (!schema?.required) continue
    const required = schema.required.filter((name) => schema.properties?.[name]?.default === undefined)
    // The schema itself is the validator's: it is not changed.
    media.schema = { ...schema, required }
  }
}
