import { Type } from 'typebox'
import type { OauthApp } from '../../domain/accounts/oauth-apps.ts'
import type { OauthAuthorization } from '../../domain/accounts/oauth-authorizations.ts'
import { type GrantableScope, SCOPE_WORDS } from '../../domain/accounts/scope-words.ts'
import { iso } from './iso.ts'
import { Mode, nullable, Time } from './schemas.ts'

export const GrantableScopes = Type.Array(Type.Enum(Object.keys(SCOPE_WORDS) as GrantableScope[]), {
  minItems: 1,
  uniqueItems: true,
  description: 'What it may ask for. Ask for little: people see the list.',
})

export const RedirectUris = Type.Array(
  Type.String({ minLength: 1, maxLength: 1000, pattern: '^[\\x21-\\x7e]+$' }),
  {
    minItems: 1,
    maxItems: 20,
    uniqueItems: true,
    description:
      "Where people are sent back to, compared letter by letter: https, http on the user's own machine, or a " +
      'scheme of its own with a dot in it.',
  },
)

export const Website = nullable(Type.String({ maxLength: 500, pattern: '^https?://[\\x21-\\x7e]+$' }))

export const App = Type.Object({
  id: Type.String({ description: 'Its `client_id`.' }),
  name: Type.String(),
  website: nullable(Type.String()),
  mode: Mode,
  type: Type.Enum(['confidential', 'public']),
  redirect_uris: Type.Array(Type.String()),
  scopes: Type.Array(Type.String()),
  created_at: Time,
  updated_at: Time,
})

export const AppWithSecret = Type.Object({
  ...App.properties,
  client_secret: Type.Union([Type.String(), Type.Null()], {
    description: 'Shown this once; null for a public app.',
  }),
})

export const Authorization = Type.Object({
  id: Type.String(),
  app: Type.Object({ id: Type.String(), name: Type.String(), website: nullable(Type.String()) }),
  mode: Mode,
  scopes: Type.Array(Type.String()),
  created_at: Time,
  last_used_at: nullable(Time),
})

export const toApp = (app: OauthApp) => ({
  id: app.id,
  name: app.name,
  website: app.website,
  mode: app.mode,
  type: app.isConfidential ? ('confidential' as const) : ('public' as const),
  redirect_uris: app.redirectUris,
  scopes: app.scopes,
  created_at: iso(app.createdAt),
  updated_at: iso(app.updatedAt),
})

export const toAuthorization = (given: OauthAuthorization) => ({
  id: given.id,
  app: given.app,
  mode: given.mode,
  scopes: given.scopes,
  created_at: iso(given.createdAt),
  last_used_at: given.lastUsedAt === null ? null : iso(given.lastUsedAt),
})
