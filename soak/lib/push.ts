import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'

/** A server and a key, as every proof needs them. */
export interface Connection {
  url: string
  key: string
}

export interface Push {
  kind?: 'models' | 'datasets'
  org: string
  name: string
  version: string
  manifest?: Record<string, unknown>
  files: Record<string, Uint8Array>
}

interface Missing {
  oid: string
  url: string
  protocol: 'put' | 'tus'
}

export const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')

const EXAMPLES = fileURLToPath(new URL('../../examples/', import.meta.url))
export const readExample = async (path: string) => new Uint8Array(await readFile(EXAMPLES + path))

/** Asks in JSON with the connection's key; throws what the server said when it is not a success. */
export async function ask<T>(
  { url, key }: Connection,
  method: string,
  path: string,
  body?: unknown,
): Promise<T> {
  const response = await fetch(url + path, {
    method,
    headers: {
      authorization: `Bearer ${key}`,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  const text = await response.text()
  if (!response.ok)
    throw Object.assign(new Error(`${method} ${path}: ${response.status} ${text}`), {
      status: response.status,
    })
  return (text ? JSON.parse(text) : undefined) as T
}

/** Pushes a version as a client does: what is missing is sent, then the registration is completed. */
export async function push(
  to: Connection,
  { kind = 'models', org, name, version, manifest = {}, files }: Push,
) {
  const byOid = new Map(Object.values(files).map((bytes) => [`sha256:${sha256(bytes)}`, bytes]))
  const begun = await ask<{ upload_id: string; missing: Missing[] }>(
    to,
    'POST',
    `/api/v1/org/${org}/${kind}/${name}/${version}/uploads`,
    {
      artifacts: Object.entries(files).map(([path, bytes]) => ({
        path,
        oid: `sha256:${sha256(bytes)}`,
        size: bytes.length,
      })),
      manifest,
    },
  )
  for (const { oid, url, protocol } of begun.missing) {
    const bytes = byOid.get(oid)!
    const response = await fetch(new URL(url, to.url), {
      method: protocol === 'put' ? 'PUT' : 'PATCH',
      headers: {
        authorization: `Bearer ${to.key}`,
        ...(protocol === 'tus'
          ? {
              'tus-resumable': '1.0.0',
              'upload-offset': '0',
              'content-type': 'application/offset+octet-stream',
            }
          : {}),
      },
      body: bytes as Uint8Array<ArrayBuffer>,
    })
    if (!response.ok) throw new Error(`${protocol} of ${oid}: ${response.status} ${await response.text()}`)
  }
  return ask<Record<string, unknown>>(to, 'POST', `/api/v1/org/${org}/uploads/${begun.upload_id}/complete`)
}

/** The digits model of the examples, as its folder has it. */
export async function pushDigits(to: Connection, version = '1.0.0', org = 'admin') {
  const names = ['model.onnx', 'model_card.md', 'config.json', 'LICENSE']
  const files = Object.fromEntries(
    await Promise.all(names.map(async (name) => [name, await readExample(`digits/model/${name}`)] as const)),
  )
  const manifest = {
    framework: 'onnx',
    license: 'Apache-2.0',
    task: 'perception',
    summary: 'Handwritten digits',
  }
  return push(to, { org, name: 'digits', version, manifest, files })
}
