import { Type } from 'typebox'
import type { Db } from '../../../db/database.ts'
import { type Account, getAccount } from '../../../domain/accounts/account.ts'
import type { Caller } from '../../../domain/accounts/caller.ts'
import { sha256 } from '../../../domain/accounts/secrets.ts'
import { checkSession } from '../../../domain/accounts/sessions.ts'
import { changeUser } from '../../../domain/accounts/users.ts'
import { Fault } from '../../../fault.ts'
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

  app.get(
    '/visitor',
    {
      config: { auth: 'none' },
      schema: {
        operationId: 'getVisitor',
        summary: 'Who is signed in with the browser that asks, if anybody',
        description:
          'What a page asks before it knows: no error for nobody. Keys are not looked at: `GET /v1/me`.',
        response: { 200: Type.Object({ account: nullable(Me) }) },
      },
    },
    async ({ cookies }) => {
      const token = cookies[SESSION_COOKIE]
      const caller = token === undefined ? undefined : await findVisitor(database.read, token)
      return { account: caller ? toMe(await getAccount(database.read, caller.account.id), caller) : null }
    },
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

/** Nobody for a session that has ended. */
const findVisitor = (db: Db, token: string): Promise<Caller | undefined> =>
  checkSession(db, token, undefined).catch((error: unknown) => {
    if (error instanceof Fault) return undefined
    throw error
  })

const toMe = ({ id, slug, name, email, createdAt }: Account, { mode, scopes }: Caller) => ({
  id,
  slug,
  name,
  email,
  created_at: iso(createdAt),
  key: { mode, scopes: [...scopes] },
})
