import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ask, refused } from './client.ts'

test('a new server has one machine, itself', async () => {
  const { status, body } = await ask('GET', '/nodes/')
  assert.equal(status, 200)
  assert.deepEqual(body, { cpu: { provisioned: 0, idle: 1 } })
  const details = Object.values((await ask('GET', '/nodes/?detailed=true')).body)
  assert.deepEqual(details, [{ provisioned: [], idle: { cpu: 1 } }])
  assert.deepEqual((await ask('GET', '/nodes')).body, body)
})

test('every kind of device of the contract is supported, with all that is known of it', async () => {
  const { status, body } = await ask('GET', '/nodes/supported')
  assert.equal(status, 200)
  const expected = (
    '3090 4090 5090 a4000 a4000_ada a5000 a6000 a6000_ada pro_6000 l4 a10 a40 l40 l40s a100_40gb ' +
    'a100_40gb_sxm a100 a100_sxm h100 h100_nvl h100_sxm h800 h20 h200 mi300x b200 cpu'
  ).split(' ')
  assert.deepEqual(Object.keys(body), expected)
  const { proof, ...h100 } = body.h100_sxm
  assert.deepEqual(h100, {
    model_name_check: 'H100.*HBM3',
    memory: 80,
    major: 9,
    minor: 0,
    tensor_cores: 528,
    concurrent_kernels: true,
    ecc: true,
    sxm: true,
    processors: 132,
    clock_rate: { base: 1590, boost: 1980 },
    max_threads_per_processor: 2048,
    hourly_rate: 2.35,
    graval: { iterations: 5, estimate: 70 },
  })
  assert.equal(proof.is_calibrated, false)
  assert.equal(body.cpu.proof.is_calibrated, true)
  assert.equal('sxm' in body.h20, false)
})

test('the list takes booleans as clients write them, and refuses what is none', async () => {
  for (const yes of ['true', 'True', '1', 'on', 'yes']) {
    assert.ok(Object.keys((await ask('GET', `/nodes/?detailed=${yes}`)).body)[0]!.startsWith('5'))
  }
  for (const no of ['false', '0', 'off', 'no']) {
    assert.ok('cpu' in (await ask('GET', `/nodes/?detailed=${no}`)).body)
  }
  const answer = await ask('GET', '/nodes/?detailed=perhaps')
  refused(answer, 422, 'validation_failed')
  assert.deepEqual(answer.body.detail[0].loc, ['query', 'detailed'])
  assert.deepEqual((await ask('GET', '/nodes/?detailed=true&hotkey=5nobody')).body, {})
})
