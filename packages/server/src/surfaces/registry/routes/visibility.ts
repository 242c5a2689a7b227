import { Type } from 'typebox'
import type { Deps } from '../../../deps.ts'
import { setVisibility } from '../../../domain/artifacts/visibility.ts'
import type { App, Routes } from '../../../http/surface.ts'
import { KINDS, type Kind } from '../kinds.ts'
import { canonicalName } from '../present.ts'
import { ArtifactParams } from '../schemas.ts'

const Visibility = Type.Object({ is_public: Type.Boolean() }, { additionalProperties: false })
const VisibilityResponse = Type.Object({ is_public: Type.Boolean(), message: Type.String() })

const visibility: Routes = (app, deps) => {
  for (const kind of KINDS) addVisibility(app, deps, kind)
}
export default visibility

function addVisibility(app: App, { database }: Deps, { kind, plural, writeScope }: Kind): void {
  app.patch(
    `/org/:org/${plural}/:name/visibility`,
    {
      config: { scope: writeScope },
      schema: {
        operationId: `update_${kind}_visibility`,
        summary: `Show a ${kind} to everyone, or to the organisation alone`,
        description: 'Applies to all its versions. Everyone who is signed in may see and download it then.',
        params: ArtifactParams,
        body: Visibility,
        response: { 200: VisibilityResponse },
      },
    },
    async ({ caller, params: { org: owner, name }, body: { is_public: isPublic } }) => {
      const { ownerSlug, artifact } = await setVisibility(database, caller, { owner, kind, name }, isPublic)
      const state = isPublic ? 'public' : 'private'
      return {
        is_public: isPublic,
        message: `All versions of ${canonicalName(ownerSlug, artifact.name)} are ${state}.`,
      }
    },
  )
}
