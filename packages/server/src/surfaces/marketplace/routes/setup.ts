import { Type } from 'typebox'
import { isSetupOpen, setUpAdmin } from '../../../domain/accounts/setup.ts'
import { Fault } from '../../../fault.ts'
import type { Routes } from '../../../http/surface.ts'
import { Email, Password } from '../account-schemas.ts'
import { NoContent } from '../schemas.ts'

const isLoopback = (address: string) => /^(?:::ffff:)?127\.|^::1$/.test(address)

const setup: Routes = (app, { database, signer, config, keyCheck }) => {
  /** A first password must not travel over a network in the clear. */
  const isPrivate = (ip: string) => isLoopback(ip) || (config.publicUrl?.startsWith('https:') ?? false)

  app.get(
    '/setup',
    {
      config: { auth: 'none' },
      schema: {
        operationId: 'getSetup',
        summary: 'Whether the administrator has yet to choose a password',
        response: { 200: Type.Object({ is_open: Type.Boolean() }) },
      },
    },
    async () => ({ is_open: await isSetupOpen(database.read) }),
  )

  app.post(
    '/setup',
    {
      config: { auth: 'none', idempotent: false },
      schema: {
        operationId: 'setUp',
        summary: "Choose the administrator's email address and first password",
        description:
          'With the token of the link that the server prints when it starts. It works once, for a day, and from ' +
          'this computer only unless the server is reached by HTTPS.',
        body: Type.Object(
          { token: Type.String({ maxLength: 200 }), email: Email, password: Password },
          { additionalProperties: false },
        ),
        response: { 204: NoContent },
      },
    },
    async ({ body, ip }, reply) => {
      if (!isPrivate(ip)) {
        throw new Fault('forbidden', 'open this link on the computer that the server runs on')
      }
      await setUpAdmin({ database, signer }, body)
      keyCheck.forget()
      return reply.code(204).send(null)
    },
  )
}
export default setup
