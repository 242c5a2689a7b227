// What the tests of the studio ask with: fetch alone.
import { request as httpRequest } from 'node:http'
import { after, before } from 'node:test'
import { type Server, startProgram } from '../server.ts'

// biome-ignore lint/suspicious/noExplicitAny: a black-box suite looks into answers without declaring their types.
export type Json = any
export interface Answer {
  status: number
  body: Json
}

export let server: Server
export let token: string
before(async () => {
  server = await startProgram()
  token = (await ask('GET', '/api/auth/bootstrap')).body.token
})
after(() => server[Symbol.asyncDispose]())

/** Asks as a client on the same machine does: with the token of this start, and no key. */
export async function ask(
  method: string,
  path: string,
  body?: unknown,
  headers: Record<string, string> = { 'x-codefyui-token': token },
): Promise<Answer> {
  const isForm = body instanceof FormData
  const response = await fetch(server.url + path, {
    method,
    headers: {
      ...(token === undefined ? {} : headers),
      ...(body === undefined || isForm ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: isForm ? body : JSON.stringify(body) }),
  })
  const text = await response.text()
  return { status: response.status, body: text ? JSON.parse(text) : undefined }
}

export function formOf(name: string, content: Uint8Array<ArrayBuffer>, field = 'file') {
  const form = new FormData()
  form.append('note', 'beside it')
  form.append(field, new Blob([content]), name)
  return form
}

/** Asks without a client's tidying of the address. */
export const askRaw = (method: string, path: string) =>
  new Promise<Answer>((resolve, reject) => {
    const url = new URL(server.url)
    const asking = httpRequest(
      { host: url.hostname, port: url.port, method, path, headers: { 'x-codefyui-token': token } },
      async (response) => {
        let text = ''
        for await (const chunk of response) text += chunk
        resolve({ status: response.statusCode!, body: JSON.parse(text) })
      },
    )
    asking.on('error', reject)
    asking.end()
  })
