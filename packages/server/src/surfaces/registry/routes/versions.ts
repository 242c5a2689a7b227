import type { FastifyReply, FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import type { Deps } from '../../../deps.ts'
import type { Caller } from '../../../domain/accounts/caller.ts'
import { type ArtifactRef, type FoundArtifact, getArtifact } from '../../../domain/artifacts/find-artifact.ts'
import { type ArtifactStamp, prepareStamps } from '../../../domain/artifacts/find-stamp.ts'
import { findLatestVersion, listAliases, listVersionNumbers } from '../../../domain/artifacts/versions.ts'
import type { App, Routes } from '../../../http/surface.ts'
import { KeptBodies, type KeptBody, writeBody } from '../kept-bodies.ts'
import { KINDS, type Kind } from '../kinds.ts'
import { canonicalName, presentSummary } from '../present.ts'
import { ArtifactParams, ref } from '../schemas.ts'

const versions: Routes = (app, deps) => {
  for (const kind of KINDS) addVersions(app, deps, kind)
}
export default versions

/** A model that changes all the time is answered all the same, each part of it as it was a moment ago. */
const MAX_TRIES = 5

/**
 * The registry's most asked question. It costs one query by key while the artifact does not change, and
 * nothing in it waits for a promise then.
 */
function addVersions(app: App, { database }: Deps, { kind, plural, readScope, VersionList }: Kind): void {
  const bodies = new KeptBodies()
  const findStamp = prepareStamps(database)

  app.get(
    `/org/:org/${plural}/:name/versions`,
    {
      config: { scope: readScope },
      schema: {
        operationId: `list_${kind}_versions`,
        summary: `List all versions of a ${kind}`,
        params: ArtifactParams,
        response: {
          200: ref(VersionList),
          304: Type.Null({ description: 'What `If-None-Match` names is still the answer.' }),
        },
      },
    },
    (request, reply) => {
      const { caller } = request
      const artifact = { owner: request.params.org, kind, name: request.params.name }
      const answer = (stamp: ArtifactStamp | undefined): void | Promise<void> => {
        const body = stamp && bodies.find(stamp, artifact.owner)
        if (body) return sendKept(request, reply, body)
        return makeBody(caller, artifact).then((made) => sendKept(request, reply, made))
      }
      const stamp = findStamp(caller.account.id, artifact)
      return stamp instanceof Promise ? stamp.then(answer) : answer(stamp)
    },
  )

  async function makeBody(caller: Caller, artifact: ArtifactRef): Promise<KeptBody> {
    let found = await getArtifact(database.read, caller, artifact)
    for (let tries = 1; ; tries++) {
      const body = writeBody(await describeVersions(found))
      const before = found.artifact.change
      found = await getArtifact(database.read, caller, artifact)
      // Had it changed meanwhile, the change could be in one half of the answer and not in the other.
      if (found.artifact.change === before) return bodies.keep(found, body)
      if (tries === MAX_TRIES) return body
    }
  }

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

function sendKept(request: FastifyRequest, reply: FastifyReply, { text, etag }: KeptBody): void {
  reply.header('etag', etag)
  if (request.headers['if-none-match'] === etag) reply.code(304).send()
  else reply.type('application/json; charset=utf-8').send(text)
}
