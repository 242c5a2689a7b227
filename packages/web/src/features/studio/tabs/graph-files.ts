import { ApiError } from '@nodeyard/sdk/client'
import { ask, sessionFetch } from '../../../app/api.ts'
import type { GraphDocument } from '../../../graph-editor/document.ts'
import { readDocument, writeDocument } from '../../../graph-editor/wire-form.ts'
import type { Base } from './tab.ts'

/** A graph as the server has it. @throws ApiError */
export async function loadGraph(file: string): Promise<Base> {
  const response = await sessionFetch(`/api/graph/load/${encodeURIComponent(file)}`)
  const body = (await response.json().catch(() => undefined)) as { detail?: unknown } | undefined
  if (!response.ok) {
    const said = typeof body?.detail === 'string' ? body.detail : `the server answered ${response.status}`
    throw new ApiError(said, { status: response.status, code: 'unknown' })
  }
  return { document: readDocument(body), etag: response.headers.get('etag') ?? '' }
}

/**
 * Saves a graph in place of the state it came from; as a new one where there is none.
 *
 * @throws ApiError of status 412 when somebody else saved meanwhile, or the name is taken
 */
export async function saveGraph(
  document: GraphDocument,
  etag: string | undefined,
): Promise<{ file: string; etag: string }> {
  const { file, modified } = await ask<{ file: string; modified: number }>('/api/graph/save', {
    json: writeDocument(document),
    headers: etag === undefined ? { 'if-none-match': '*' } : { 'if-match': etag },
  })
  return { file, etag: `"${modified}"` }
}

export const deleteGraph = (file: string) =>
  ask(`/api/graph/${encodeURIComponent(file)}`, { method: 'DELETE' })
