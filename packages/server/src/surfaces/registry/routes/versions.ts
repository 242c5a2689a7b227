import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Deps } from '../../../deps.ts'
import { type FoundArtifact, getArtifact } from '../../../domain/artifacts/find-artifact.ts'
import { findLatestVersion, listAliases, listVersionNumbers } from '../../../domain/artifacts/versions.ts'
import type { App, Routes } from '../../../http/surface.ts'
import { KeptBodies, type KeptBody } from '../kept-bodies.ts'
import { KINDS, type Kind } from '../kinds.ts'
import { canonicalName, presentSummary } from '../present.ts'
import { ArtifactParams, ref } from '../schemas.ts'

const versions: Routes = (app, deps) => {
  for (const kind of KINDS) addVersions(app, deps, kind)
}
export default versions

function addVersions(app: App, { database }: Deps, { kind, plural, readScope, VersionList }: Kind): void {
  const bodies = new KeptBodies()
  app.get(
    `/org/:org/${plural}/:name/versions`,
    {
      config: { scope: readScope },
      schema: {
        operationId: `list_${kind}_versions`,
        summary: `List all versions of a ${kind}`,
        params: ArtifactParams,
        response: { 200: ref(VersionList) },
      },
    },
    async (request, reply) => {
      const { org: owner, name } = request.params
      const ref = { owner, kind, name }
      let found = await getArtifact(database.read, request.caller, ref)
      let body = bodies.find(found)
      while (!body) {
        const content = await describeVersions(found)
        // A change while it was being read may be in one half of it and not in the other.
        const before = found.artifact.change
        found = await getArtifact(database.read, request.caller, ref)
        if (found.artifact.change === before) body = bodies.keep(found, content)
      }
      return sendKept(request, reply, body)
    },
  )

  async function describeVersions({ artifact, ownerSlug }: FoundArtifact) {
    const numbers = await listVersionNumbers(database, artifact)
    const version = await findLatestVersion(database.read, artifact)
    const aliases = version && (await listAliases(database.read, [version.id])).get(version.id)
    return {
      name: canonicalName(ownerSlug, artifact.name),
      versions: numbers,
      latest: version ? presentSummary({ artifact, ownerSlug, version, aliases: aliases ?? [] }) : null,
    }
  }
}

function sendKept(request: FastifyRequest, reply: FastifyReply, { text, etag }: KeptBody) {
  reply.header('etag', etag)
  if (request.headers['if-none-match'] === etag) return reply.code(304).send()
  return reply.type('application/json; charset=utf-8').send(text)
}
