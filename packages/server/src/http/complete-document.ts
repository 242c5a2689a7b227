import type { Surface } from './surface.ts'

interface Operation {
  responses?: Record<string, unknown>
  requestBody?: { required?: boolean; content?: Record<string, { schema?: { anyOf?: { type?: string }[] } }> }
}

interface OpenApiDocument {
  paths?: Record<string, Record<string, Operation> | undefined>
}

/**
 * Adds to a surface's generated OpenAPI document what every operation shares: the statuses of its errors one
 * by one, and that a body which may be null may also be left out.
 *
 * It is done here and not in the routes' schemas because the framework would compile a serializer for each.
 */
export function completeDocument(document: object, surface: Surface): object {
  for (const operations of Object.values((document as OpenApiDocument).paths ?? {})) {
    for (const operation of Object.values(operations ?? {})) {
      if (surface.errorStatuses) operation.responses = nameErrors(operation.responses, surface)
      if (takesNoBody(operation)) operation.requestBody!.required = false
    }
  }
  return document
}

function nameErrors(responses: Operation['responses'], { errorBody, errorStatuses }: Surface) {
  const { '4XX': _4xx, '5XX': _5xx, ...others } = responses ?? {}
  const content = { 'application/json': { schema: { $ref: `#/components/schemas/${errorBody.$id}` } } }
  const errors = Object.entries(errorStatuses ?? {}).map(([status, description]) => {
    return [status, { description, content }]
  })
  return { ...Object.fromEntries(errors), ...others }
}

function takesNoBody({ requestBody }: Operation): boolean {
  return Object.values(requestBody?.content ?? {}).some(({ schema }) =>
    schema?.anyOf?.some(({ type }) => type === 'null'),
  )
}
