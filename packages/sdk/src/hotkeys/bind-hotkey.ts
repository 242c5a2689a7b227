import { type Hotkey, nonceNow, requestMessage, signText } from '@nodeyard/tensor/proof'
import { answerOf, type Connection } from '../client.ts'

export interface BindOptions {
  /** What you call it. */
  name?: string | undefined
  /** The slug of an organisation you are an admin of; your own account without one. */
  owner?: string | undefined
}

/** Binds a hotkey to the account behind the connection or to an organisation, by signing that it is held. */
export async function bindHotkey(server: Connection, hotkey: Hotkey, { name, owner }: BindOptions = {}) {
  const whose = owner === undefined ? {} : { owner }
  const challenge = server.marketplace.GET('/v1/hotkeys/challenge', { params: { query: whose } })
  const { purpose } = await answerOf(challenge)
  const nonce = nonceNow()
  const signature = signText(hotkey, requestMessage(hotkey.address, nonce, purpose))
  const said = name === undefined ? {} : { name }
  const body = { hotkey: hotkey.address, nonce, signature, ...said, ...whose }
  return answerOf(server.marketplace.POST('/v1/hotkeys', { body }))
}
