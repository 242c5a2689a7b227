import { Type } from 'typebox'
import {
  advanceClock,
  createClock,
  getClock,
  listClocks,
  removeClock,
  type TestClock,
} from '../../../domain/commerce/advance-clock.ts'
import type { Routes } from '../../../http/surface.ts'
import { SlugInPath } from '../account-schemas.ts'
import { InPath } from '../commerce-schemas.ts'
import { iso } from '../iso.ts'
import { readTime } from '../read-time.ts'
import { NoContent, nullable, pageOf, Time } from '../schemas.ts'

const Clock = Type.Object({
  id: Type.String(),
  owner_id: Type.String(),
  name: nullable(Type.String()),
  frozen_time: Time,
  status: Type.Enum(['ready', 'advancing']),
  created_at: Time,
})

const toClock = (clock: TestClock) => ({
  id: clock.id,
  owner_id: clock.owner_id,
  name: clock.name,
  frozen_time: iso(clock.frozen_at),
  status: clock.target === null ? ('ready' as const) : ('advancing' as const),
  created_at: iso(clock.created_at),
})

const testClocks: Routes = (app, deps) => {
  const config = { scope: '*' } as const
  const { database } = deps

  app.post(
    '/test_clocks',
    {
      config,
      schema: {
        operationId: 'createTestClock',
        summary: 'Give your account a time of its own in test mode',
        description:
          'From then on trials, renewals, payouts and webhook retries of your test mode happen only when the ' +
          'clock is advanced. An account has one clock at most. Deleting it ends what lived by it.',
        body: Type.Object(
          {
            frozen_time: Type.Optional({ ...Time, description: 'Where to begin; now when not given.' }),
            name: Type.Optional(Type.String({ maxLength: 100, pattern: '^[^\\u0000]*$' })),
            owner: Type.Optional(Type.String({ ...SlugInPath, pattern: '^[^\\u0000]*$' })),
          },
          { additionalProperties: false },
        ),
        response: { 201: Clock },
      },
    },
    async ({ caller, body }, reply) => {
      const frozenAt = body.frozen_time === undefined ? undefined : readTime('frozen_time', body.frozen_time)
      const clock = await createClock(deps, caller, { name: body.name, owner: body.owner, frozenAt })
      return reply.code(201).send(toClock(clock))
    },
  )

  app.get(
    '/test_clocks',
    {
      config,
      schema: {
        operationId: 'listTestClocks',
        summary: 'Your test clock and those of your organisations',
        response: { 200: pageOf(Clock) },
      },
    },
    async ({ caller }) => {
      const clocks = await listClocks(database.read, caller)
      return { items: clocks.map(toClock), next_cursor: null, has_more: false }
    },
  )

  app.get(
    '/test_clocks/:id',
    {
      config,
      schema: {
        operationId: 'getTestClock',
        summary: 'A test clock',
        params: InPath,
        response: { 200: Clock },
      },
    },
    async ({ caller, params }) => toClock(await getClock(database.read, caller, params.id)),
  )

  app.post(
    '/test_clocks/:id/advance',
    {
      config,
      schema: {
        operationId: 'advanceTestClock',
        summary: 'Go forward in time, and do everything that is due on the way',
        description: 'Answers when it is done. At most two years at once.',
        params: InPath,
        body: Type.Object({ to: Time }, { additionalProperties: false }),
        response: { 200: Clock },
      },
    },
    async ({ caller, params, body }) =>
      toClock(await advanceClock(deps, caller, params.id, readTime('to', body.to))),
  )

  app.delete(
    '/test_clocks/:id',
    {
      config,
      schema: {
        operationId: 'deleteTestClock',
        summary: 'Take a test clock away',
        params: InPath,
        response: { 204: NoContent },
      },
    },
    async ({ caller, params }, reply) => {
      await removeClock(deps, caller, params.id)
      return reply.code(204).send(null)
    },
  )
}
export default testClocks
