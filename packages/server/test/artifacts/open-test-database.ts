import type { Database } from '../../src/db/database.ts'
import { openDatabase } from '../../src/db/open-database.ts'
import { makeTestDatabase } from '../test-database.ts'

/** A database of the test's own without a server around it, which would take longer to start than most tests. */
export async function openTestDatabase(): Promise<{ database: Database } & AsyncDisposable> {
  const place = await makeTestDatabase()
  const database = await openDatabase({ dataFolder: place.dataFolder, url: place.databaseUrl })
  return {
    database,
    async [Symbol.asyncDispose]() {
      await database.close()
      await place.remove()
    },
  }
}
