import { Type } from 'typebox'
import { type ApiKey, createKey, listKeys, revokeKey } from '../../../domain/accounts/keys.ts'
import type { Routes } from '../../../http/surface.ts'
import { iso, Nullable } from '../app-schemas.ts'
import { withManagement } from '../managed.ts'
import { Name, Text } from '../schemas.ts'

const tags = ['keys']
const MOST_LISTED = 1000

const Key = Type.Object({
  id: Type.String(),
  name: Type.String(),
  prefix: Type.String(),
  created_at: Type.String(),
  last_used_at: Nullable(Type.String()),
  revoked_at: Nullable(Type.String()),
})

const isoOrNull = (ms: number | null) => (ms === null ? null : iso(ms))

const presentKey = (key: ApiKey) => ({
  id: key.id,
  name: key.name,
  prefix: key.prefix,
  created_at: iso(key.createdAt),
  last_used_at: isoOrNull(key.lastUsedAt),
  revoked_at: isoOrNull(key.revokedAt),
})

/** The keys that apps are called with: this server's own, allowed to run graphs. */
const keys: Routes = (app, deps) => {
  const { database, keyCheck } = deps
  const config = { scope: '*' as const }
  withManagement(app, deps, (scope) => {
    scope.post(
      '/keys',
      {
        config: { ...config, answersSecret: true },
        schema: {
          operationId: 'createStudioKey',
          summary: 'Make a key that may run graphs; its text is told this once',
          tags,
          body: Type.Object({ name: Text({ minLength: 1, maxLength: 100 }) }),
          response: {
            200: Type.Object({
              id: Type.String(),
              name: Type.String(),
              prefix: Type.String(),
              token: Type.String(),
            }),
          },
        },
      },
      async ({ caller, body: { name } }) => {
        const { key, secret } = await createKey(database, caller.account, {
          name,
          mode: caller.mode,
          scopes: ['graphs:run'],
        })
        return { id: key.id, name: key.name, prefix: key.prefix, token: secret }
      },
    )

    scope.get(
      '/keys',
      {
        config,
        schema: {
          operationId: 'listStudioKeys',
          summary: 'Your keys, the newest first, revoked ones too',
          tags,
          response: { 200: Type.Array(Key) },
        },
      },
      async ({ caller }) => {
        const page = { after: undefined, limit: MOST_LISTED }
        return (await listKeys(database.read, caller.account.id, page)).map(presentKey)
      },
    )

    scope.post(
      '/keys/:id/revoke',
      {
        config,
        schema: {
          operationId: 'revokeStudioKey',
          summary: 'Revoke a key; it stays in the list',
          tags,
          params: Type.Object({ id: Name }),
          response: { 200: Key },
        },
      },
      async ({ caller, params: { id } }) => {
        const key = await revokeKey(database, caller, id)
        keyCheck.forget()
        return presentKey(key)
      },
    )
  })
}
export default keys
