import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fuzzSurface } from '../../../../soak/fuzz.ts'
import { stockYard } from '../../../../soak/lib/yard.ts'
import { startServer } from '../start-server.ts'

const SEED = 20_261_122

for (const surface of ['marketplace', 'oauth', 'registry', 'studio', 'grid', 'machines']) {
  test(`no request to the ${surface} gets a 5xx, or an answer its document does not declare`, async () => {
    await using server = await startServer()
    const yard = await stockYard(server.url, server.key)
    assert.deepEqual(await fuzzSurface(yard, surface, 150, SEED), [], `seed ${SEED}`)
  })
}
