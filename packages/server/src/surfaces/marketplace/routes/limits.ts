import { Type } from 'typebox'
import { LIMITS, type LimitKind, limitOf } from '../../../domain/accounts/limits.ts'
import type { Routes } from '../../../http/surface.ts'

const Rate = Type.Object({
  kind: Type.Enum(['read', 'write', 'upload']),
  requests_per_minute: Type.Integer(),
  is_own: Type.Boolean({ description: 'Whether an administrator has given the key another than the usual.' }),
})

const limits: Routes = (app, { config }) => {
  app.get(
    '/limits',
    {
      schema: {
        operationId: 'getLimits',
        summary: 'How much the key that asks may ask',
        description: 'What is left of it is in the headers `X-RateLimit-*` of every answer.',
        response: {
          200: Type.Object({
            is_enforced: Type.Boolean({
              description: 'False on a server that was started without rate limits.',
            }),
            rates: Type.Array(Rate),
          }),
        },
      },
    },
    async ({ caller }) => ({
      is_enforced: config.hasRateLimits,
      rates: (Object.keys(LIMITS) as LimitKind[]).map((kind) => ({
        kind,
        requests_per_minute: limitOf(caller.limits, kind),
        is_own: caller.limits?.[kind] !== undefined,
      })),
    }),
  )
}
export default limits
