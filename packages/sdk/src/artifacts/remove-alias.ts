import { answerOf, type Connection } from '../client.ts'
import type { ArtifactKind } from '../reference.ts'
import { pathFor } from './kinds.ts'

/** Takes an alias away from whichever version has it. */
export function removeAlias(
  server: Connection,
  kind: ArtifactKind,
  { org, name }: { org: string; name: string },
  alias: string,
) {
  const path = pathFor(kind, '/api/v1/org/{org}/models/{name}/{version}/aliases/{alias}')
  // The alias names the version it is to be taken from.
  return answerOf(server.registry.DELETE(path, { params: { path: { org, name, version: alias, alias } } }))
}
