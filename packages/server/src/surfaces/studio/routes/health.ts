import { Type } from 'typebox'
import { Fault } from '../../../fault.ts'
import type { Routes } from '../../../http/surface.ts'
import { administrator, isLocal } from '../local-caller.ts'

const health: Routes = (app, deps) => {
  const { studio } = deps
  app.get(
    '/health',
    {
      config: { auth: 'none' },
      schema: {
        operationId: 'getStudioHealth',
        summary: 'Whether the studio is there, and what it knows',
        response: {
          200: Type.Object({
            status: Type.Literal('ok'),
            nodes_loaded: Type.Integer(),
            presets_loaded: Type.Integer(),
          }),
        },
      },
    },
    async () => ({
      status: 'ok' as const,
      nodes_loaded: studio.catalogue.size,
      presets_loaded: (await studio.presets('')).size,
    }),
  )

  app.get(
    '/auth/bootstrap',
    {
      config: { auth: 'optional' },
      schema: {
        operationId: 'getStudioToken',
        summary: "This start's token, for a client on the same machine or a signed-in administrator",
        response: { 200: Type.Object({ token: Type.String() }) },
      },
    },
    async (request) => {
      const admin = (await administrator(deps)).account.id
      if (!isLocal(request, deps) && request.maybeCaller?.account.id !== admin) {
        throw new Fault('unauthorized', "sign in as this server's administrator, or use an API key")
      }
      return { token: studio.token }
    },
  )

  app.get(
    '/system/devices',
    {
      config: { scope: 'graphs:run' },
      schema: {
        operationId: 'listStudioDevices',
        summary: 'What graphs can run on',
        response: {
          200: Type.Object({
            default: Type.String(),
            devices: Type.Array(
              Type.Object({
                value: Type.String(),
                label: Type.String(),
                detail: Type.String(),
                available: Type.Boolean(),
              }),
            ),
          }),
        },
      },
    },
    () => ({
      default: 'cpu',
      devices: [{ value: 'cpu', label: 'CPU', detail: 'ONNX Runtime', available: true }],
    }),
  )
}
export default health
