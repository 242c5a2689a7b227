import { answerOf, type Connection } from '../client.ts'

/** The kinds of device that the server's inventory takes, by their identifier. */
export function listSupportedGpus(server: Connection) {
  return answerOf(server.machines.GET('/nodes/supported'))
}
