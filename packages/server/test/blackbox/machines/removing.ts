import assert from 'node:assert/strict'
import { test } from 'node:test'
import { add, ask, bind, miner, newMiner, node, other, refused, signed, withKey } from './client.ts'

test('the status of a verification is for who asked for it', async () => {
  const { body } = await add(miner, { server_id: 's', nodes: [node({ verification_port: 81 })] })
  const status = (task: string, headers: Record<string, string>) =>
    ask('GET', `/nodes/verification_status?task_id=${encodeURIComponent(task)}`, { headers })
  const mine = () => signed(miner, 'graval')
  assert.ok(['pending', 'failed'].includes((await status(body.task_id, mine())).body.status))
  assert.ok(['pending', 'failed'].includes((await status(body.task_id, withKey())).body.status))
  refused(await status(body.task_id, signed(other, 'graval')), 401, 'not_your_task', 'go away')
  refused(await status(`${miner.address}::a::b`, mine()), 401, 'not_your_task', 'go away')
  refused(await status('skip', mine()), 401, 'not_your_task', 'go away')
  refused(await status(body.task_id, signed(miner, 'nodes')), 401, 'signature_invalid')
  refused(await status(body.task_id, {}), 401, 'signature_missing')
  assert.deepEqual((await status(`${miner.address}::unknown`, mine())).body, { status: 'pending' })
  assert.deepEqual((await status(`${miner.address}::skip`, mine())).body, { status: 'verified' })
  const missing = await ask('GET', '/nodes/verification_status', { headers: mine() })
  refused(missing, 422, 'validation_failed')
  assert.deepEqual(missing.body.detail[0].loc, ['query', 'task_id'])
})

test('only its owner removes a device', async () => {
  const { body } = await add(miner, { server_id: 's', nodes: [node()] })
  const { uuid } = body.nodes[0]
  const remove = (headers: Record<string, string>) => ask('DELETE', `/nodes/${uuid}`, { headers })
  const text = 'Node does not exist, or does not belong to you'
  refused(await remove({}), 401, 'signature_missing')
  refused(await remove(signed(other, 'nodes')), 404, 'not_found', text)
  const purpose = signed(miner, 'nodes')
  const done = await remove(purpose)
  assert.equal(done.status, 200)
  assert.deepEqual(done.body, { node_id: uuid, deleted: true })
  refused(await remove(purpose), 401, 'signature_replayed')
  refused(await remove(signed(miner, 'nodes')), 404, 'not_found', text)
  const path = `/nodes/verification_status?task_id=${encodeURIComponent(body.task_id)}`
  const { body: status } = await ask('GET', path, { headers: signed(miner, 'graval') })
  assert.deepEqual(status, { status: 'failed', detail: 'nodes not found', reason: 'devices_not_found' })
})

test('a hotkey that owns machines stays; one that owns none can go', async () => {
  const remove = (address: string) => ask('DELETE', `/v1/hotkeys/${address}`, { headers: withKey() })
  assert.equal((await remove(miner.address)).status, 409)
  assert.equal((await remove(other.address)).status, 404)
  const spare = newMiner()
  await bind(withKey(), spare)
  assert.equal((await remove(spare.address)).status, 204)
  assert.equal((await remove(spare.address)).status, 404)
})
