import { Type } from 'typebox'
import type { Deps } from '../../../deps.ts'
import { type AliasedVersion, removeAlias, setAlias } from '../../../domain/artifacts/aliases.ts'
import type { App, Routes } from '../../../http/surface.ts'
import { KINDS, type Kind } from '../kinds.ts'
import { canonicalName } from '../present.ts'
import { VersionParams } from '../schemas.ts'

const AliasBody = Type.Object(
  { alias: Type.String({ minLength: 1, maxLength: 50 }) },
  { additionalProperties: false },
)
const AliasParams = Type.Object({ ...VersionParams.properties, alias: Type.String({ minLength: 1 }) })

const AliasResponse = Type.Object({
  alias: Type.String(),
  name: Type.String({ description: 'Canonical name, `org/name`.' }),
  version: Type.String({ description: 'X.Y.Z' }),
})

const aliases: Routes = (app, deps) => {
  for (const kind of KINDS) addAliases(app, deps, kind)
}
export default aliases

function addAliases(app: App, { database }: Deps, { kind, plural, writeScope }: Kind): void {
  const path = `/org/:org/${plural}/:name/:version/aliases`
  const config = { scope: writeScope }
  const response = { 200: AliasResponse }
  const present = (alias: string, { found, version }: AliasedVersion) => ({
    alias,
    name: canonicalName(found.ownerSlug, found.artifact.name),
    version: version.version,
  })
  const refOf = ({ org, name, version }: { org: string; name: string; version: string }, alias: string) => ({
    owner: org,
    kind,
    name,
    version,
    alias,
  })

  app.post(
    path,
    {
      config,
      schema: {
        operationId: `set_${kind}_alias`,
        summary: `Give a version of a ${kind} an alias`,
        description: 'If another version has the alias, it moves.',
        params: VersionParams,
        body: AliasBody,
        response,
      },
    },
    async ({ caller, params, body: { alias } }) =>
      present(alias, await setAlias(database, caller, refOf(params, alias))),
  )

  app.delete(
    path,
    {
      config,
      schema: {
        operationId: `remove_${kind}_alias`,
        summary: `Take an alias from a version of a ${kind}`,
        params: VersionParams,
        body: AliasBody,
        response,
      },
    },
    async ({ caller, params, body: { alias } }) =>
      present(alias, await removeAlias(database, caller, refOf(params, alias))),
  )

  app.delete(
    `${path}/:alias`,
    {
      config,
      schema: {
        operationId: `remove_${kind}_alias_by_name`,
        summary: `Take an alias from a version of a ${kind}`,
        params: AliasParams,
        response,
      },
    },
    async ({ caller, params }) =>
      present(params.alias, await removeAlias(database, caller, refOf(params, params.alias))),
  )
}
