import { createHmac } from 'node:crypto'
import { type Hotkey, hotkeyOf } from '@nodeyard/tensor/proof'
import type { Database, Trx } from '../../db/database.ts'
import { openSecret } from '../../signer.ts'

/** The sr25519 keys this installation makes itself; all of them follow from one secret that its servers share. */
export class ServerKeys {
  readonly #secret: Buffer
  #validator: Hotkey | undefined

  constructor(secret: Buffer) {
    this.#secret = secret
  }

  /** Signs what the server asks machines; its address stands for the server's own hosts. */
  get validator(): Hotkey {
    this.#validator ??= this.#derive('validator')
    return this.#validator
  }

  /** The hotkey that stands for an account that uses API keys; its row is made when it is first needed. */
  async hotkeyOf(trx: Trx, accountId: string): Promise<string> {
    const find = () =>
      trx
        .selectFrom('hotkey')
        .select('address')
        .where('account_id', '=', accountId)
        .where('kind', '=', 'server')
        .executeTakeFirst()
    const known = await find()
    if (known) return known.address
    const { address } = this.#derive(`account:${accountId}`)
    await trx
      .insertInto('hotkey')
      .values({ address, account_id: accountId, kind: 'server', name: 'made here', created_at: Date.now() })
      .onConflict((conflict) => conflict.doNothing())
      .execute()
    return address
  }

  #derive(name: string): Hotkey {
    return hotkeyOf(createHmac('sha256', this.#secret).update(`hotkey:${name}`).digest())
  }
}

export const openServerKeys = async (database: Database): Promise<ServerKeys> =>
  new ServerKeys(await openSecret(database, 'hotkeys'))
