import { createHmac, createSecretKey, type KeyObject, randomBytes, timingSafeEqual } from 'node:crypto'
import type { Database } from './db/database.ts'

/** Signs short texts (URLs, cursors) with a secret that every server of this installation shares. */
export class Signer {
  /** Made once: making a key costs more than signing with it. */
  readonly #secret: KeyObject

  constructor(secret: Buffer) {
    this.#secret = createSecretKey(secret)
  }

  /** An HMAC-SHA256 of `text`, as base64url. `purpose` keeps a signature of one kind from serving another. */
  sign(purpose: string, text: string): string {
    return createHmac('sha256', this.#secret).update(purpose).update('\0').update(text).digest('base64url')
  }

  isSigned(purpose: string, text: string, signature: string): boolean {
    const right = Buffer.from(this.sign(purpose, text))
    const given = Buffer.from(signature)
    return right.length === given.length && timingSafeEqual(right, given)
  }
}

export const openSigner = async (database: Database): Promise<Signer> =>
  new Signer(await openSecret(database, 'signing'))

/** A secret of 32 bytes that all servers of this installation share, made by whichever is first. */
export async function openSecret(database: Database, name: string): Promise<Buffer> {
  const find = () =>
    database.read.selectFrom('server_secret').select('value').where('name', '=', name).executeTakeFirst()
  let row = await find()
  if (!row) {
    await database.write((trx) =>
      trx
        .insertInto('server_secret')
        .values({ name, value: randomBytes(32).toString('base64'), created_at: Date.now() })
        .onConflict((conflict) => conflict.column('name').doNothing())
        .execute(),
    )
    row = await find()
  }
  return Buffer.from(row!.value, 'base64')
}
