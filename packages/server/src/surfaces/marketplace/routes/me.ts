import { Type } from 'typebox'
import type { Routes } from '../../../http/surface.ts'
import { iso } from '../iso.ts'

const Me = Type.Object({
  id: Type.String(),
  slug: Type.String(),
  name: Type.String(),
  email: Type.Union([Type.String(), Type.Null()]),
  created_at: Type.String({ format: 'date-time' }),
  key: Type.Object({
    mode: Type.Union([Type.Literal('test'), Type.Literal('live')]),
    scopes: Type.Array(Type.String()),
  }),
})

const me: Routes = (app) => {
  app.get(
    '/me',
    { schema: { operationId: 'getMe', summary: 'The account that owns the key', response: { 200: Me } } },
    async ({ caller: { account, mode, scopes } }) => ({
      id: account.id,
      slug: account.slug,
      name: account.name,
      email: account.email,
      created_at: iso(account.createdAt),
      key: { mode, scopes: [...scopes] },
    }),
  )
}
export default me
