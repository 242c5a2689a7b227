import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import type { Answer, TestServer } from '../start-server.ts'

type Files = Record<string, Uint8Array | string>

export interface Push {
  /** `admin/digits`. */
  name: string
  version: string
  files: Files
  manifest?: Record<string, unknown>
  kind?: 'models' | 'datasets'
  key?: string
}

export interface Missing {
  oid: string
  url: string
  size: number
  protocol: 'put' | 'tus'
  method: string
  headers: Record<string, string>
  part_size: number
  offset: number
}

export const oidOf = (bytes: Uint8Array | string) =>
  `sha256:${createHash('sha256').update(bytes).digest('hex')}`

export const artifactsOf = (files: Files) =>
  Object.entries(files).map(([path, bytes]) => ({
    path,
    oid: oidOf(bytes),
    size: Buffer.byteLength(bytes as string),
  }))

const as = (key: string | undefined) => (key === undefined ? {} : { key })

/** Begins a push; the answer says what is missing. */
export function begin(server: TestServer, { name, version, files, manifest, kind = 'models', key }: Push) {
  const [org, rest] = name.split('/')
  const body = { artifacts: artifactsOf(files), ...(manifest ? { manifest } : {}) }
  return server.call(`/api/v1/org/${org}/${kind}/${rest}/${version}/uploads`, body, as(key))
}

export function complete(server: TestServer, { name, key }: Push, uploadId: string) {
  const [org] = name.split('/')
  return server.call(`/api/v1/org/${org}/uploads/${uploadId}/complete`, undefined, {
    method: 'POST',
    ...as(key),
  })
}

/** Sends what is missing, to where the answer says. */
export async function send(server: TestServer, { files, key = server.key }: Push, missing: Missing[]) {
  const bytes = new Map(Object.values(files).map((content) => [oidOf(content), content]))
  for (const { oid, url, method, headers, protocol, offset } of missing) {
    const body = Buffer.from(bytes.get(oid)!).subarray(offset)
    const answer = await fetch(url, {
      method,
      headers: {
        authorization: `Bearer ${key}`,
        ...headers,
        ...(protocol === 'tus' ? { 'upload-offset': String(offset) } : {}),
      },
      body,
    })
    assert.equal(answer.status, 204, await answer.text())
  }
}

/** The whole of a push, as a client does it. */
export async function push(server: TestServer, wanted: Push): Promise<Answer> {
  const begun = await begin(server, wanted)
  if (begun.status !== 200) return begun
  await send(server, wanted, begun.body.missing)
  return complete(server, wanted, begun.body.upload_id)
}
