import { chmod, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Database } from '../../db/database.ts'
import { newId } from '../../ids.ts'
import { addKey } from './keys.ts'

/**
 * Makes the owner account `admin` and its first key, when there are no accounts at all.
 *
 * @returns the path of the file that holds the key, or undefined when this was not the first start
 */
export async function makeAdmin(database: Database, dataFolder: string): Promise<string | undefined> {
  const file = join(dataFolder, 'admin.key')
  const secret = await database.write(async (trx) => {
    const now = Date.now()
    const id = newId('usr')
    const made = await trx
      .insertInto('account')
      .values({
        id,
        kind: 'user',
        slug: 'admin',
        name: 'Administrator',
        email: null,
        password_hash: null,
        is_admin: 1,
        created_at: now,
        updated_at: now,
      })
      .onConflict((conflict) => conflict.column('slug').doNothing())
      .returning('id')
      .executeTakeFirst()
    if (!made) return undefined
    const { secret } = await addKey(trx, id, { name: 'first key', mode: 'test' })
    // Inside the transaction: an account whose only key was never written down would lock everyone out.
    await writeFile(file, `${secret}\n`, { mode: 0o600 })
    await chmod(file, 0o600)
    return secret
  })
  return secret && file
}
