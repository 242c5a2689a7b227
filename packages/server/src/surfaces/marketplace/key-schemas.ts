import { Type } from 'typebox'
import type { ApiKey } from '../../domain/accounts/keys.ts'
import { SCOPES } from '../../domain/accounts/scopes.ts'
import { iso } from './iso.ts'
import { Mode, nullable, Time } from './schemas.ts'

const PerMinute = Type.Optional(Type.Integer({ minimum: 1, maximum: 1_000_000_000 }))

/** A key's own limits. */
export const LimitSettings = Type.Object(
  { read: PerMinute, write: PerMinute, upload: PerMinute },
  {
    additionalProperties: false,
    description: 'Requests a minute where they differ from the usual. Set by administrators.',
  },
)

export const ScopeName = Type.Enum([...SCOPES], { description: '`*` is everything the account may do.' })

export const Key = Type.Object({
  id: Type.String(),
  name: Type.String(),
  mode: Mode,
  scopes: Type.Array(ScopeName),
  prefix: Type.String({ description: 'How its text begins: enough to know it by.' }),
  last4: Type.String({ description: 'How its text ends.' }),
  limits: nullable(LimitSettings),
  created_at: Time,
  expires_at: nullable(Time),
  last_used_at: Type.Union([Time, Type.Null()], { description: 'To the minute.' }),
  revoked_at: nullable(Time),
  replaced_by: Type.Union([Type.String(), Type.Null()], {
    description: 'The id of the key that rotating this one made.',
  }),
})

/** A key that was just made: the only answer that ever holds its text. */
export const KeyWithSecret = Type.Object({
  ...Key.properties,
  secret: Type.String({ description: "The key's own text. It is shown this once." }),
})

const maybeIso = (ms: number | null) => (ms === null ? null : iso(ms))

export const toKey = (key: ApiKey) => ({
  id: key.id,
  name: key.name,
  mode: key.mode,
  scopes: key.scopes,
  prefix: key.prefix,
  last4: key.last4,
  limits: key.limits,
  created_at: iso(key.createdAt),
  expires_at: maybeIso(key.expiresAt),
  last_used_at: maybeIso(key.lastUsedAt),
  revoked_at: maybeIso(key.revokedAt),
  replaced_by: key.replacedBy,
})
