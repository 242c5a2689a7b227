import type { FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import {
  answerDeviceLogin,
  claimDeviceLogin,
  startDeviceLogin,
} from '../../../domain/accounts/device-logins.ts'
import type { Routes } from '../../../http/surface.ts'

const DeviceCode = Type.Object({
  id: Type.String(),
  completed: Type.Boolean({ description: 'Always false: somebody has yet to approve it.' }),
  device_code: Type.String({ description: 'Keep it, and ask `/auth/device/token` with it.' }),
  user_code: Type.String({ description: 'Show it.', examples: ['WDJB-MJHT'] }),
  expires_at: Type.String({ format: 'date-time' }),
  expires_in: Type.Integer({ description: 'Seconds.' }),
  verification_url: Type.String({ description: 'Where to approve it, in a browser.' }),
})

const Tokens = Type.Object({
  access_token: Type.String({ description: 'A new unrestricted API key, good for 90 days.' }),
  refresh_token: Type.String({
    description: 'The same key: it needs no refreshing. It is here for clients that want the field.',
  }),
})

const authDevice: Routes = (app, { database, attempts, config }) => {
  app.post(
    '/auth/device/code',
    {
      config: { auth: 'none' },
      schema: {
        operationId: 'create_device_code',
        summary: 'Begin to sign in from a terminal',
        response: { 200: DeviceCode },
      },
    },
    async (request, reply) => {
      const { id, deviceCode, userCode, expiresAt } = await startDeviceLogin(database)
      reply.header('cache-control', 'no-store')
      return {
        id,
        completed: false,
        device_code: deviceCode,
        user_code: userCode,
        expires_at: new Date(expiresAt).toISOString(),
        expires_in: Math.floor((expiresAt - Date.now()) / 1000),
        verification_url: `${config.publicUrl ?? hereOf(request)}/account/device?code=${userCode}`,
      }
    },
  )

  app.post(
    '/auth/device/token',
    {
      // Every terminal that waits asks again and again; the codes themselves cannot be guessed.
      config: { auth: 'none', limit: 'read' },
      schema: {
        operationId: 'create_device_token',
        summary: 'The key of a terminal whose code was approved, once',
        description:
          '401 while nobody has answered: ask again every few seconds. 403 when it was denied, 400 when its ' +
          'time is over, 409 when the key was handed out already, 404 for an unknown code.',
        body: Type.Object({ device_code: Type.String({ minLength: 1, maxLength: 200 }) }),
        response: { 200: Tokens },
      },
    },
    async ({ body }, reply) => {
      const { secret } = await claimDeviceLogin(database, body.device_code)
      reply.header('cache-control', 'no-store')
      return { access_token: secret, refresh_token: secret }
    },
  )

  app.post(
    '/auth/device/approve',
    {
      config: { scope: '*' },
      schema: {
        operationId: 'answer_device_code',
        summary: 'Approve (or deny) what a terminal shows, as the page /account/device does',
        description:
          'By a signed-in browser, with its `X-CSRF-Token`, or by an unrestricted key. After ten wrong codes ' +
          'in ten minutes, 429.',
        body: Type.Object({
          user_code: Type.String({ minLength: 1, maxLength: 50 }),
          approve: Type.Boolean(),
        }),
        response: { 200: Type.Object({ approved: Type.Boolean() }) },
      },
    },
    async ({ caller, body }) => {
      const answer = { userCode: body.user_code, isApproved: body.approve }
      await answerDeviceLogin(database, attempts, caller.account.id, answer)
      return { approved: body.approve }
    },
  )
}
export default authDevice

/** Where this request reached us; the host guard let its Host through. */
const hereOf = ({ protocol, host }: FastifyRequest) => `${protocol}://${host}`
