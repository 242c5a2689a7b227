import { answerOf, type Connection } from '../client.ts'
import type { ArtifactKind } from '../reference.ts'
import { pathFor } from './kinds.ts'

/** A version named outright. */
export interface VersionTarget {
  org: string
  name: string
  /** X.Y.Z, or an alias. */
  version: string
}

/** Gives a version an alias; if another version has it, it moves. */
export function setAlias(server: Connection, kind: ArtifactKind, target: VersionTarget, alias: string) {
  const path = pathFor(kind, '/api/v1/org/{org}/models/{name}/{version}/aliases')
  return answerOf(server.registry.POST(path, { params: { path: { ...target } }, body: { alias } }))
}
