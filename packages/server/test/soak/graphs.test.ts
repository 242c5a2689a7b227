import assert from 'node:assert/strict'
import { test } from 'node:test'
import { runGraphs } from '../../../../soak/graphs.ts'

test('what runs again after an edit is what an independent oracle says', async () => {
  const tally = await runGraphs({ rounds: 300, seed: 20_261_122 })
  assert.equal(tally.graphs, 300)
  assert.ok(tally.cached > tally.ran / 10)
})
