import { answerOf, type Connection } from '../client.ts'

/** The address of the key the server signs with when it asks the agents of machines. */
export async function getValidator(server: Connection): Promise<string> {
  return (await answerOf(server.marketplace.GET('/v1/hotkeys/challenge'))).validator
}
