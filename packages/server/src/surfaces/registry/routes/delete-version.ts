import { Type } from 'typebox'
import type { Deps } from '../../../deps.ts'
import { deleteVersion } from '../../../domain/artifacts/delete-version.ts'
import type { App, Routes } from '../../../http/surface.ts'
import { KINDS, type Kind } from '../kinds.ts'
import { VersionParams } from '../schemas.ts'

const Params = Type.Object({
  ...VersionParams.properties,
  version: Type.String({ minLength: 1, maxLength: 300, description: 'X.Y.Z' }),
})

const deletions: Routes = (app, deps) => {
  for (const kind of KINDS) addDeletion(app, deps, kind)
}
export default deletions

function addDeletion(app: App, { database }: Deps, { kind, plural, writeScope }: Kind): void {
  app.delete(
    `/org/:org/${plural}/:name/:version`,
    {
      config: { scope: writeScope },
      schema: {
        operationId: `delete_${kind}_version`,
        summary: `Delete a version of a ${kind}`,
        description:
          'Its files are freed, its number is never used again. Refused while it is for sale, granted or deployed.',
        params: Params,
        response: { 204: Type.Null({ description: 'Done; there is nothing to say.' }) },
      },
    },
    async ({ caller, params: { org: owner, name, version } }, reply) => {
      await deleteVersion(database, caller, { owner, kind, name, version })
      return reply.code(204).send(null)
    },
  )
}
