import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  ask,
  bind,
  type Json,
  miner,
  newMiner,
  now,
  other,
  refused,
  sha256,
  signed,
  withKey,
} from './client.ts'

test('what is no JSON is refused before anybody is asked who they are', async () => {
  const answer = await ask('POST', '/nodes/', { body: '{"nodes":' })
  refused(answer, 422, 'invalid_json')
  assert.equal(answer.body.detail[0].type, 'json_invalid')
})

test('who asks is settled before what they ask, and each cause has its own reason', async () => {
  const body = JSON.stringify({ nodes: 'nothing' })
  const post = (headers: Record<string, string>) => ask('POST', '/nodes/', { headers, body })
  refused(await post({}), 401, 'signature_missing')
  const headers = signed(miner, sha256(body))
  for (const name of Object.keys(headers)) {
    const { [name]: _left, ...rest } = headers
    refused(await post(rest), 401, 'signature_missing')
  }
  refused(await post({ ...headers, 'X-Chutes-Nonce': '12e3' }), 401, 'nonce_invalid', 'Invalid nonce!')
  refused(await post(signed(miner, sha256(body), now() - 601)), 401, 'nonce_stale', 'Invalid nonce!')
  refused(await post(signed(miner, sha256(body), now() + 660)), 401, 'nonce_stale', 'Invalid nonce!')
  const hex = headers['X-Chutes-Signature']!
  for (const malformed of [`0x${hex}`, hex.slice(2), `${hex.slice(2)}zz`]) {
    refused(await post({ ...headers, 'X-Chutes-Signature': malformed }), 401, 'signature_malformed')
  }
  refused(await post({ ...headers, 'X-Chutes-Hotkey': 'me' }), 401, 'hotkey_malformed')
  const unknown = await post(signed(newMiner(), sha256(body)))
  refused(unknown, 401, 'hotkey_unknown', /^Hotkey is not registered/)

  const forged = { ...headers, 'X-Chutes-Signature': other.sign(`${miner.address}:${now()}:x`) }
  refused(await post(forged), 401, 'signature_invalid', /^Invalid request signature for hotkey 5/)
  refused(await post(signed(miner, sha256(`${body} `))), 401, 'signature_invalid')
  refused(await post(signed(miner, 'nodes')), 401, 'signature_invalid')
  const zero = { ...headers, 'X-Chutes-Signature': '0'.repeat(128) }
  refused(await post(zero), 401, 'signature_invalid')

  const answer = await post(headers)
  refused(answer, 422, 'validation_failed')
  assert.deepEqual(
    answer.body.detail.map((problem: Json) => problem.loc.join('.')),
    ['body.server_id', 'body.nodes'],
  )
  refused(await post(headers), 401, 'signature_replayed')
  const upper = { ...headers, 'X-Chutes-Signature': hex.toUpperCase() }
  refused(await post(upper), 401, 'signature_replayed')
})

test('wrong signatures are looked at twenty times a second, and not more often', async () => {
  // A hotkey of its own, which no test before has spent anything of, and all signed before the first is sent.
  const hasty = newMiner()
  await bind(withKey(), hasty)
  const wrong = Array.from({ length: 60 }, (_, i) => signed(hasty, i % 2 ? 'nodes' : 'sockets'))
  const answers = await Promise.all(
    wrong.map((headers) => ask('GET', `/nodes/verification_status?task_id=${hasty.address}::x`, { headers })),
  )
  const counts = (status: number) => answers.filter((answer) => answer.status === status).length
  assert.ok(counts(401) >= 20 && counts(429) > 0, `${counts(401)} wrong, ${counts(429)} too many`)
  assert.equal(counts(401) + counts(429), 60)
})
