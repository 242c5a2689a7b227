import type { Deps } from '../../../deps.ts'
import { getArtifact, resolveVersion } from '../../../domain/artifacts/find-artifact.ts'
import { listFiles } from '../../../domain/artifacts/versions.ts'
import type { App, Routes } from '../../../http/surface.ts'
import { KINDS, type Kind } from '../kinds.ts'
import { canonicalName, oidOf } from '../present.ts'
import { readDetail } from '../read-detail.ts'
import { ArtifactFileList, ArtifactParams, ref, VersionParams } from '../schemas.ts'

const detail: Routes = (app, deps) => {
  for (const kind of KINDS) addDetail(app, deps, kind)
}
export default detail

function addDetail(app: App, { database: { read } }: Deps, { kind, plural, readScope, Detail }: Kind): void {
  const config = { scope: readScope }

  app.get(
    `/org/:org/${plural}/:name`,
    {
      config,
      schema: {
        operationId: `get_${kind}_latest`,
        summary: `Get the latest version of a ${kind}`,
        params: ArtifactParams,
        response: { 200: ref(Detail) },
      },
    },
    async ({ caller, params: { org: owner, name } }) => {
      const found = await getArtifact(read, caller, { owner, kind, name })
      return readDetail(read, found, await resolveVersion(read, found.artifact, 'latest'))
    },
  )

  app.get(
    `/org/:org/${plural}/:name/:version`,
    {
      config,
      schema: {
        operationId: `get_${kind}_detail`,
        summary: `Get a version of a ${kind}`,
        params: VersionParams,
        response: { 200: ref(Detail) },
      },
    },
    async ({ caller, params: { org: owner, name, version } }) => {
      const found = await getArtifact(read, caller, { owner, kind, name })
      return readDetail(read, found, await resolveVersion(read, found.artifact, version))
    },
  )

  app.get(
    `/org/:org/${plural}/:name/:version/files`,
    {
      config,
      schema: {
        operationId: `list_${kind}_files`,
        summary: `List the files of a version of a ${kind}`,
        params: VersionParams,
        response: { 200: ref(ArtifactFileList) },
      },
    },
    async ({ caller, params: { org: owner, name, version: wanted } }) => {
      const { artifact, ownerSlug } = await getArtifact(read, caller, { owner, kind, name })
      const version = await resolveVersion(read, artifact, wanted)
      const files = await listFiles(read, version.id)
      return {
        name: canonicalName(ownerSlug, artifact.name),
        version: version.version,
        files: files.map(({ path, sha256, size }) => ({ path, oid: oidOf(sha256), size })),
      }
    },
  )
}
