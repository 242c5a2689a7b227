import type { ActiveApp } from '../../domain/graphs/apps/apps.ts'
import type { Contract } from '../../domain/graphs/function/contract.ts'
import type { InputType } from '../../domain/graphs/function/input-types.ts'
import type { Graph } from '../../domain/graphs/graph.ts'
import { Envelope } from './call-envelope.ts'

const SCHEMA: Record<InputType, object> = {
  string: { type: 'string' },
  number: { type: 'number' },
  integer: { type: 'integer' },
  boolean: { type: 'boolean' },
  json: {},
  image: { type: 'string', description: 'A picture in base64, or as a data URL' },
}

const STATUSES: Record<string, string> = {
  200: 'What came out',
  401: 'No key, or none that is valid',
  404: 'There is no such app',
  409: 'The app is not published',
  413: 'The body is too large',
  422: 'The inputs do not fit',
  500: 'The graph failed, or took too long',
}

/** An OpenAPI document of its own for one app: what it takes, what it answers, and how to ask it. */
export function describeApp({
  slug,
  active,
  graph,
  contract,
  url,
}: {
  slug: string
  active: ActiveApp
  graph: Graph
  contract: Contract
  url: string
}): object {
  const path = `/api/apps/${slug}/invoke`
  const inputs = Object.fromEntries(
    contract.inputs.map(({ name, type, required, default: value, description }) => [
      name,
      {
        ...SCHEMA[type],
        ...(!required && { default: value }),
        ...(description !== '' && { description }),
      },
    ]),
  )
  const required = contract.inputs.filter((input) => input.required).map(({ name }) => name)
  const example = JSON.stringify({ inputs: Object.fromEntries(required.map((name) => [name, '…'])) })
  const answer = { content: { 'application/json': { schema: { $ref: '#/components/schemas/Envelope' } } } }
  return {
    openapi: '3.1.0',
    info: {
      title: slug,
      version: String(active.version),
      description: graph.description || `The graph "${active.graphName}"`,
      ...(active.gitCommit !== null && { 'x-codefyui-git-commit': active.gitCommit }),
      ...(active.gitDirty !== null && { 'x-codefyui-git-dirty': active.gitDirty }),
    },
    servers: [{ url }],
    security: [{ key: [] }],
    paths: {
      [path]: {
        post: {
          operationId: 'invoke',
          summary: `Call ${slug}`,
          requestBody: {
            required: required.length > 0,
            content: {
              'application/json': {
                schema: {
                  type: 'object',
                  required: required.length > 0 ? ['inputs'] : [],
                  properties: {
                    inputs: { type: 'object', properties: inputs, required, additionalProperties: false },
                    timeout_s: { type: 'number', minimum: 1, maximum: 3600, default: 300 },
                    device: { type: ['string', 'null'], default: null },
                  },
                },
              },
            },
          },
          responses: Object.fromEntries(
            Object.entries(STATUSES).map(([status, description]) => [status, { description, ...answer }]),
          ),
        },
      },
    },
    components: {
      securitySchemes: { key: { type: 'http', scheme: 'bearer' } },
      schemas: {
        Envelope: {
          ...JSON.parse(JSON.stringify(Envelope)),
          'x-outputs': contract.outputs.map(({ name, type, description }) => ({ name, type, description })),
        },
      },
    },
    'x-codefyui-curl': {
      bash: `curl -s -X POST '${url}${path}' -H 'Authorization: Bearer <key>' -H 'Content-Type: application/json' -d '${example}'`,
      powershell: `curl.exe -s -X POST "${url}${path}" -H "Authorization: Bearer <key>" -H "Content-Type: application/json" --data "@payload.json"`,
    },
  }
}
