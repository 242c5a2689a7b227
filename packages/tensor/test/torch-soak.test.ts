import assert from 'node:assert/strict'
import { test } from 'node:test'
import { hasTorch } from '../../../soak/torch/peer.ts'
import { DRAWN, runTorch } from '../../../soak/torch.ts'
import { defaultEngine } from '../src/index.ts'

const skip = hasTorch() ? false : 'there is no PyTorch here: apt install python3-torch'

test('what random arguments give is what PyTorch gives', { skip }, async () => {
  const { cases, verdicts, differences } = await runTorch({ rounds: 2, seed: 20_261_122 })
  assert.deepEqual(differences, [])
  assert.equal(cases, 2 * DRAWN.length)
  assert.ok(verdicts.get('agreed')! > 0.8 * cases)
})

test.after(() => defaultEngine().close())
