import { Type } from 'typebox'
import { addUser, getUser } from '../../../domain/accounts/users.ts'
import type { Routes } from '../../../http/surface.ts'
import {
  DisplayName,
  Email,
  NewSlug,
  Password,
  PublicUser,
  SlugInPath,
  toPublicUser,
} from '../account-schemas.ts'

const NewUser = Type.Object({ slug: NewSlug, name: DisplayName, email: Email, password: Password })
const User = Type.Object({ ...PublicUser.properties, email: Type.String() })

const users: Routes = (app, { database }) => {
  app.post(
    '/users',
    {
      config: { scope: '*' },
      schema: {
        operationId: 'createUser',
        summary: 'Add a user, as an administrator',
        body: NewUser,
        response: { 201: User },
      },
    },
    async ({ caller, body }, reply) => {
      const user = await addUser(database, caller.account, body)
      return reply.code(201).send({ ...toPublicUser(user), email: user.email! })
    },
  )

  app.get(
    '/users/:slug',
    {
      schema: {
        operationId: 'getUser',
        summary: 'What everybody here may know of a user',
        params: Type.Object({ slug: SlugInPath }),
        response: { 200: PublicUser },
      },
    },
    async ({ params }) => toPublicUser(await getUser(database.read, params.slug)),
  )
}
export default users
