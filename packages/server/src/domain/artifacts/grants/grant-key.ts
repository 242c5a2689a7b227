import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
} from 'node:crypto'
import type { Database } from '../../../db/database.ts'

/** The installation's key for grants. */
export interface GrantKey {
  id: string
  privateKey: KeyObject
  /** 32 bytes, base64: what others verify with. */
  publicKey: string
}

const kept = new WeakMap<Database, Promise<GrantKey>>()

/** The key, made once by whichever server needs it first. */
export function openGrantKey(database: Database): Promise<GrantKey> {
  let key = kept.get(database)
  if (!key) {
    key = readOrMake(database)
    // A failure is not remembered.
    key.catch(() => kept.delete(database))
    kept.set(database, key)
  }
  return key
}

async function readOrMake(database: Database): Promise<GrantKey> {
  const name = 'grant-key'
  const find = () =>
    database.read.selectFrom('server_secret').select('value').where('name', '=', name).executeTakeFirst()
  let row = await find()
  if (!row) {
    const { privateKey } = generateKeyPairSync('ed25519')
    const value = privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64')
    await database.write((trx) =>
      trx
        .insertInto('server_secret')
        .values({ name, value, created_at: Date.now() })
        .onConflict((conflict) => conflict.column('name').doNothing())
        .execute(),
    )
    row = await find()
  }
  const privateKey = createPrivateKey({
    key: Buffer.from(row!.value, 'base64'),
    format: 'der',
    type: 'pkcs8',
  })
  const bytes = Buffer.from(createPublicKey(privateKey).export({ format: 'jwk' }).x!, 'base64url')
  return {
    id: createHash('sha256').update(bytes).digest('hex').slice(0, 16),
    privateKey,
    publicKey: bytes.toString('base64'),
  }
}
