// What the tests of apps and of language models ask with: fetch alone.
import { after, before } from 'node:test'
import { startLanguageModels } from '../language-models.ts'
import { type Server, startProgram } from '../server.ts'

// biome-ignore lint/suspicious/noExplicitAny: a black-box suite looks into answers without declaring their types.
export type Json = any
export interface Answer {
  status: number
  headers: Headers
  body: Json
}

export const SECRET = 'sk-of-the-server-0123456789'

export let server: Server
export let models: Awaited<ReturnType<typeof startLanguageModels>>
export let token: string
export let key: string
before(async () => {
  models = await startLanguageModels()
  server = await startProgram({
    OPENAI_API_KEY: SECRET,
    OPENAI_BASE_URL: `${models.url}/v1`,
    ANTHROPIC_API_KEY: SECRET,
    ANTHROPIC_BASE_URL: models.url,
  })
  token = ((await (await fetch(`${server.url}/api/auth/bootstrap`)).json()) as Json).token
})
after(async () => {
  await server[Symbol.asyncDispose]()
  await models[Symbol.asyncDispose]()
})

export async function ask(
  method: string,
  path: string,
  body?: unknown,
  headers: Record<string, string> = { 'x-codefyui-token': token },
): Promise<Answer> {
  const response = await fetch(server.url + path, {
    method,
    headers: { ...headers, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  const text = await response.text()
  return { status: response.status, headers: response.headers, body: text ? JSON.parse(text) : undefined }
}

/** Has apps be called with another key. */
export const useKey = (text: string) => {
  key = text
}
export const bearer = (text = key) => ({ authorization: `Bearer ${text}` })
export const invoke = (slug: string, body: unknown = {}, headers = bearer()) =>
  ask('POST', `/api/apps/${slug}/invoke`, body, headers)

/** Saves a graph that gives `text` and what it is called with. */
export const save = (name: string, text: string, more: { nodes?: object[]; edges?: object[] } = {}) =>
  ask('POST', '/api/graph/save', {
    name,
    description: 'says something',
    nodes: [
      { id: 's', type: 'Start' },
      { id: 'in', type: 'GraphInput', data: { params: { name: 'x', required: false, default: 'nothing' } } },
      { id: 'text', type: 'TextInput', data: { params: { value: text } } },
      { id: 'said', type: 'GraphOutput', data: { params: { name: 'said' } } },
      { id: 'echo', type: 'GraphOutput', data: { params: { name: 'echo' } } },
      ...(more.nodes ?? []),
    ],
    edges: [
      { id: 'a', source: 's', sourceHandle: 'trigger', target: 'in', type: 'trigger' },
      { id: 'b', source: 'in', sourceHandle: 'value', target: 'echo', targetHandle: 'value' },
      { id: 'c', source: 's', sourceHandle: 'trigger', target: 'text', type: 'trigger' },
      { id: 'd', source: 'text', sourceHandle: 'text', target: 'said', targetHandle: 'value' },
      ...(more.edges ?? []),
    ],
  })

export const publish = (slug: string, body: object) => ask('POST', `/api/apps/${slug}/publish`, body)
