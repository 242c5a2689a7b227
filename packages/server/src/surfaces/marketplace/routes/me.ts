import { Type } from 'typebox'
import { type Account, getAccount } from '../../../domain/accounts/account.ts'
import type { Caller } from '../../../domain/accounts/caller.ts'
import { sha256 } from '../../../domain/accounts/secrets.ts'
import { changeUser } from '../../../domain/accounts/users.ts'
import { SESSION_COOKIE } from '../../../http/authenticate.ts'
import type { Routes } from '../../../http/surface.ts'
import { DisplayName, Email, Password } from '../account-schemas.ts'
import { iso } from '../iso.ts'
import { Mode, nullable, Time } from '../schemas.ts'

const Me = Type.Object({
  id: Type.String(),
  slug: Type.String(),
  name: Type.String(),
  email: nullable(Type.String()),
  created_at: Time,
  key: Type.Object({
    mode: Mode,
    scopes: Type.Array(Type.String(), { description: '`["*"]` is an unrestricted key.' }),
  }),
})

const Changes = Type.Object(
  {
    name: Type.Optional(DisplayName),
    email: Type.Optional(Email),
    password: Type.Optional(Password),
    current_password: Type.Optional(
      Type.String({ maxLength: 200, description: 'Needed for a new password, once there is one.' }),
    ),
  },
  { additionalProperties: false },
)

const me: Routes = (app, { database, attempts, keyCheck }) => {
  app.get(
    '/me',
    { schema: { operationId: 'getMe', summary: 'The account that owns the key', response: { 200: Me } } },
    // Read anew, since what the key check knows may be half a second old.
    async ({ caller }) => toMe(await getAccount(database.read, caller.account.id), caller),
  )

  app.patch(
    '/me',
    {
      config: { scope: '*' },
      schema: {
        operationId: 'updateMe',
        summary: 'Change your name, email address or password',
        description: 'A new password signs out every other browser. API keys stay as they are.',
        body: Changes,
        response: { 200: Me },
      },
    },
    async ({ caller, body, cookies }) => {
      const { current_password: currentPassword, ...changes } = body
      const session = caller.keyId === 'session' ? cookies[SESSION_COOKIE] : undefined
      const account = await changeUser(
        database,
        attempts,
        caller.account.id,
        { ...changes, currentPassword },
        session && sha256(session),
      )
      keyCheck.forget()
      return toMe(account, caller)
    },
  )
}
export default me

const toMe = ({ id, slug, name, email, createdAt }: Account, { mode, scopes }: Caller) => ({
  id,
  slug,
  name,
  email,
  created_at: iso(createdAt),
  key: { mode, scopes: [...scopes] },
})
