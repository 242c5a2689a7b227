import { answerOf, type Connection } from '../client.ts'
import type { operations } from '../generated/marketplace.gen.ts'

export type NewTestClock = operations['createTestClock']['requestBody']['content']['application/json']

/** Gives an account a time of its own in test mode: nothing of its money happens until it is advanced. */
export function createTestClock(server: Connection, clock: NewTestClock = {}) {
  return answerOf(server.marketplace.POST('/v1/test_clocks', { body: clock }))
}

export async function listTestClocks(server: Connection) {
  return (await answerOf(server.marketplace.GET('/v1/test_clocks'))).items
}

/** Goes forward to a time (ISO 8601), and does everything that is due on the way. */
export function advanceTestClock(server: Connection, id: string, to: string) {
  return answerOf(
    server.marketplace.POST('/v1/test_clocks/{id}/advance', { params: { path: { id } }, body: { to } }),
  )
}

/** Takes a clock away; what lived by it ends. */
export async function deleteTestClock(server: Connection, id: string): Promise<void> {
  await server.marketplace.DELETE('/v1/test_clocks/{id}', { params: { path: { id } } })
}
