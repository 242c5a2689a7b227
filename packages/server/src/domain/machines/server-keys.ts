import { createHmac, randomBytes } from 'node:crypto'
import { type Hotkey, hotkeyOf } from '@nodeyard/tensor/proof'
import type { Database, Trx } from '../../db/database.ts'

/** The sr25519 keys this installation makes itself; all of them follow from one secret that its servers share. */
export class ServerKeys {
  /** Signs what the server asks machines; its address stands for the server's own hosts. */
  readonly validator: Hotkey
  readonly #secret: Buffer

  constructor(secret: Buffer) {
    this.#secret = secret
    this.validator = this.#derive('validator')
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

/** The secret is made once, by whichever server is first. */
export async function openServerKeys(database: Database): Promise<ServerKeys> {
  const name = 'hotkeys'
  const row = await database.write(async (trx) => {
    await trx
      .insertInto('server_secret')
      .values({ name, value: randomBytes(32).toString('base64'), created_at: Date.now() })
      .onConflict((conflict) => conflict.column('name').doNothing())
      .execute()
    return trx.selectFrom('server_secret').select('value').where('name', '=', name).executeTakeFirstOrThrow()
  })
  return new ServerKeys(Buffer.from(row.value, 'base64'))
}
