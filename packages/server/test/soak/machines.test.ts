import assert from 'node:assert/strict'
import { test } from 'node:test'
import { judgeMany, LIES } from '../../../../soak/machines.ts'

const SEED = 20_261_122

test('machines that lie are not believed, and honest ones are', async () => {
  const { believed, refused } = await judgeMany(LIES.length * 5, 15, SEED)
  assert.deepEqual(believed, Object.fromEntries(LIES.map((lie) => [lie, 0])), `seed ${SEED}`)
  assert.deepEqual(refused, [], `seed ${SEED}`)
})
