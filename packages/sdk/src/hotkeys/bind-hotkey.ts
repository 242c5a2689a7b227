import { type Hotkey, nonceNow, requestMessage, signText } from '@nodeyard/tensor/proof'
import { answerOf, type Connection } from '../client.ts'

/** Binds a hotkey to the account behind the connection, by signing that it is held. */
export async function bindHotkey(server: Connection, hotkey: Hotkey, name?: string) {
  const { purpose } = await answerOf(server.marketplace.GET('/v1/hotkeys/challenge'))
  const nonce = nonceNow()
  const signature = signText(hotkey, requestMessage(hotkey.address, nonce, purpose))
  const body = { hotkey: hotkey.address, nonce, signature, ...(name === undefined ? {} : { name }) }
  return answerOf(server.marketplace.POST('/v1/hotkeys', { body }))
}
