import { test } from 'node:test'
import { playHistories } from '../../../../soak/commerce-model.ts'
import { startServer, type TestServer } from '../start-server.ts'

/** What is in the platform's own accounts. */
async function readPlatform({ deps }: TestServer) {
  const sum = async (account: 'fees' | 'clearing' | 'disputes') => {
    const side = async (name: 'debit' | 'credit') => {
      const row = await deps.database.read
        .selectFrom('ledger')
        .select((ledger) => ledger.fn.sum<number | null>('amount').as('total'))
        .where(`${name}_account`, '=', account)
        .executeTakeFirstOrThrow()
      return Number(row.total ?? 0)
    }
    return (await side('credit')) - (await side('debit'))
  }
  return { fees: await sum('fees'), clearing: await sum('clearing'), disputes: await sum('disputes') }
}

test('random histories of sales leave the money where a simple model says it is', async () => {
  await using server = await startServer()
  await playHistories(server, { runs: 12, seed: 20_261_122, readPlatform: () => readPlatform(server) })
})
