import assert from 'node:assert/strict'
import { test } from 'node:test'
import { add, ask, bind, type Json, newMiner, node, refused, signed, signUp, withKey } from './client.ts'

test("an organisation's hotkey and machines are its admins' to manage, its readers' to see", async () => {
  const [ann, rita, stranger] = [await signUp('ann'), await signUp('rita'), await signUp('stranger')]
  const post = (path: string, content: object) =>
    ask('POST', path, { headers: withKey(), body: JSON.stringify(content) })
  assert.equal((await post('/v1/orgs', { slug: 'acme', name: 'Acme' })).status, 201)
  for (const [user, role] of [
    ['ann', 'admin'],
    ['rita', 'reader'],
  ]) {
    const headers = withKey()
    const body = JSON.stringify({ role })
    const joined = await ask('PUT', `/v1/orgs/acme/members/${user}`, { headers, body })
    assert.ok(joined.status < 300, joined.text)
  }

  const miner = newMiner()
  assert.equal((await bind(rita, miner, 'acme')).status, 403)
  assert.equal((await bind(stranger, miner, 'acme')).status, 404)
  const bound = await bind(ann, miner, 'acme')
  assert.equal(bound.status, 201, bound.text)
  assert.equal(bound.body.owner, 'acme')
  assert.equal((await bind(ann, miner)).status, 409)

  const bySignature = await add(miner, { server_id: 'signed', nodes: [node()] })
  assert.equal(bySignature.status, 202, bySignature.text)
  const body = JSON.stringify({ server_id: 'by key', nodes: [node()] })
  const byKey = (headers: Record<string, string>) => ask('POST', '/nodes/?owner=acme', { headers, body })
  refused(await byKey(rita), 403, 'forbidden')
  refused(await byKey(stranger), 404, 'not_found')
  const added = await byKey(ann)
  assert.equal(added.status, 202, added.text)
  assert.notEqual(added.body.nodes[0].miner_hotkey, miner.address)

  const listOf = async (path: string, headers: Record<string, string>) =>
    (await ask('GET', `${path}?owner=acme`, { headers })).body.items as Json[]
  for (const member of [ann, rita]) {
    const machines = await listOf('/v1/machines', member)
    assert.deepEqual(machines.map((one) => one.server_id).sort(), ['by key', 'signed'])
    assert.equal((await listOf('/v1/hotkeys', member)).length, 2)
    assert.equal((await ask('GET', `/v1/machines/${machines[0].id}`, { headers: member })).status, 200)
  }
  const [machine] = await listOf('/v1/machines', ann)
  const change = (headers: Record<string, string>) => ask('DELETE', `/v1/machines/${machine.id}`, { headers })
  assert.equal((await ask('GET', '/v1/machines?owner=acme', { headers: stranger })).status, 404)
  // Nor does the answer tell whether there is such an organisation.
  const wordsOf = async (owner: string) => {
    const { status, body } = await ask('GET', `/v1/machines?owner=${owner}`, { headers: stranger })
    return [status, body.error.message]
  }
  assert.deepEqual(await wordsOf('acme'), await wordsOf('no-such-organisation'))
  assert.equal((await ask('GET', `/v1/machines/${machine.id}`, { headers: stranger })).status, 404)
  assert.equal((await change(stranger)).status, 404)
  assert.equal((await change(rita)).status, 403)

  const [signedRow, keyRow] = [bySignature.body.nodes[0], added.body.nodes[0]]
  refused(await ask('DELETE', `/nodes/${keyRow.uuid}`, { headers: rita }), 404, 'not_found')
  refused(await ask('DELETE', `/nodes/${keyRow.uuid}`, { headers: signed(miner, 'nodes') }), 404, 'not_found')
  assert.equal((await ask('DELETE', `/nodes/${keyRow.uuid}`, { headers: ann })).status, 200)
  assert.equal((await ask('DELETE', `/v1/hotkeys/${miner.address}`, { headers: ann })).status, 409)
  assert.equal((await ask('DELETE', `/nodes/${signedRow.uuid}`, { headers: ann })).status, 200)
  assert.equal((await ask('DELETE', `/v1/hotkeys/${miner.address}`, { headers: rita })).status, 403)
  assert.equal((await ask('DELETE', `/v1/hotkeys/${miner.address}`, { headers: stranger })).status, 404)
  assert.equal((await ask('DELETE', `/v1/hotkeys/${miner.address}`, { headers: ann })).status, 204)
})
