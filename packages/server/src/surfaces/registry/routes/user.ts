import { Type } from 'typebox'
import { getAccount } from '../../../domain/accounts/account.ts'
import type { Routes } from '../../../http/surface.ts'

const User = Type.Object({
  id: Type.String(),
  email_address: Type.Union([Type.String(), Type.Null()]),
  username: Type.String(),
})

const user: Routes = (app, { database }) => {
  app.get(
    '/user',
    {
      schema: {
        operationId: 'get_user',
        summary: 'Whose key this is',
        description: "No key's text is in it: a key is shown once, when it is made.",
        response: { 200: User },
      },
    },
    async ({ caller }) => {
      const { id, email, slug } = await getAccount(database.read, caller.account.id)
      return { id, email_address: email, username: slug }
    },
  )
}
export default user
