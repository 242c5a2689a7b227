import { answerOf, type Connection } from '../client.ts'
import type { operations } from '../generated/marketplace.gen.ts'

export type MadeUpEvent = operations['triggerEvent']['requestBody']['content']['application/json']

/** Makes an event up, to try out what hears of it: in test mode only. */
export function triggerEvent(server: Connection, event: MadeUpEvent) {
  return answerOf(server.marketplace.POST('/v1/events/trigger', { body: event }))
}
