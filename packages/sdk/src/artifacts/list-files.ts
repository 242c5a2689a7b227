import { answerOf, type Connection } from '../client.ts'
import type { ArtifactKind, Target } from '../reference.ts'
import { pathFor } from './kinds.ts'

/** The files of a version, by path, each with its size and the SHA-256 of its bytes. */
export function listFiles(server: Connection, kind: ArtifactKind, { org, name, version = 'latest' }: Target) {
  const path = pathFor(kind, '/api/v1/org/{org}/models/{name}/{version}/files')
  return answerOf(server.registry.GET(path, { params: { path: { org, name, version } } }))
}
