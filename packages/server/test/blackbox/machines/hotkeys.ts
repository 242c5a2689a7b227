import assert from 'node:assert/strict'
import { test } from 'node:test'
import { add, ask, bind, type Json, miner, node, now, other, refused, signUp, withKey } from './client.ts'

test('a hotkey is bound by whoever proves to hold it, and to one account only', async () => {
  const unproved = await ask('POST', '/v1/hotkeys', {
    headers: withKey(),
    body: JSON.stringify({
      hotkey: miner.address,
      nonce: String(now()),
      signature: other.sign('something else'),
    }),
  })
  assert.equal(unproved.status, 401, unproved.text)
  const bound = await bind(withKey(), miner)
  assert.equal(bound.status, 201, bound.text)
  assert.equal(bound.body.hotkey, miner.address)
  assert.equal((await bind(withKey(), miner)).status, 201)

  const zoe = await signUp('zoe')
  assert.equal((await bind(zoe, miner)).status, 409)
  assert.equal((await bind(zoe, other)).status, 201)
  const listed = await ask('GET', '/v1/hotkeys', { headers: zoe })
  assert.deepEqual(
    listed.body.items.map((item: Json) => item.hotkey),
    [other.address],
  )
})

test('a blocked hotkey hears why, after it has proved itself', async () => {
  const path = `/v1/hotkeys/${other.address}`
  const block = (reason: string | null) =>
    ask('PATCH', path, { headers: withKey(), body: JSON.stringify({ blocked_reason: reason }) })
  assert.equal((await block('sold a fake')).status, 200)
  const answer = await add(other, { server_id: 's', nodes: Array.from({ length: 11 }, () => node()) })
  refused(answer, 403, 'hotkey_blocked', 'Your hotkey has been blacklisted: sold a fake')
  await block(null)
})
