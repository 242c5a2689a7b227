// The machines as their contract says them, by a client that knows nothing of the server: fetch, and an
// sr25519 of another make. Runs from top to bottom: later tests build on what earlier ones have added.
import assert from 'node:assert/strict'
import { createHash, randomBytes } from 'node:crypto'
import { after, before, test } from 'node:test'
import { cryptoWaitReady, encodeAddress, sr25519PairFromSeed, sr25519Sign } from '@polkadot/util-crypto'
import { type Server, startProgram } from './server.ts'

// biome-ignore lint/suspicious/noExplicitAny: a black-box suite looks into answers without declaring their types.
type Json = any
interface Answer {
  status: number
  text: string
  body: Json
}

interface Miner {
  address: string
  sign(text: string): string
}

let server: Server
let miner: Miner
let other: Miner

function newMiner(): Miner {
  const pair = sr25519PairFromSeed(randomBytes(32))
  return {
    address: encodeAddress(pair.publicKey, 42),
    sign: (text) => Buffer.from(sr25519Sign(Buffer.from(text), pair)).toString('hex'),
  }
}

const now = () => Math.floor(Date.now() / 1000)
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')

function signed(by: Miner, what: string, nonce: string | number = now()): Record<string, string> {
  return {
    'X-Chutes-Hotkey': by.address,
    'X-Chutes-Nonce': String(nonce),
    'X-Chutes-Signature': by.sign(`${by.address}:${nonce}:${what}`),
  }
}

async function ask(
  method: string,
  path: string,
  { headers = {}, body }: { headers?: Record<string, string>; body?: string } = {},
): Promise<Answer> {
  const response = await fetch(server.url + path, {
    method,
    redirect: 'manual',
    headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
    ...(body === undefined ? {} : { body }),
  })
  const text = await response.text()
  return { status: response.status, text, body: text ? JSON.parse(text) : undefined }
}

const withKey = () => ({ authorization: `Bearer ${server.key}` })

/** Sends a body as the miner who signed its hash. */
function add(by: Miner, content: unknown): Promise<Answer> {
  const body = JSON.stringify(content)
  return ask('POST', '/nodes/', { headers: signed(by, sha256(body)), body })
}

let made = 0
function node(changes: object = {}): Json {
  return {
    uuid: `GPU-${++made}`,
    name: 'NVIDIA A40',
    memory: 48_305_799_168,
    processors: 84,
    clock_rate: 1_740_000,
    max_threads_per_processor: 1536,
    device_index: 0,
    gpu_identifier: 'a40',
    verification_host: '127.0.0.1',
    verification_port: 8000,
    ...changes,
  }
}

async function bind(to: Record<string, string>, who: Miner): Promise<Answer> {
  const { body } = await ask('GET', '/v1/hotkeys/challenge', { headers: to })
  const nonce = String(now())
  const signature = who.sign(`${who.address}:${nonce}:${body.purpose}`)
  const content = JSON.stringify({ hotkey: who.address, nonce, signature })
  return ask('POST', '/v1/hotkeys', { headers: to, body: content })
}

function refused(answer: Answer, status: number, reason: string, detail?: string | RegExp): void {
  assert.equal(answer.status, status, answer.text)
  assert.equal(answer.body.reason, reason, answer.text)
  if (typeof detail === 'string') assert.equal(answer.body.detail, detail)
  if (detail instanceof RegExp) assert.match(answer.body.detail, detail)
}

before(async () => {
  await cryptoWaitReady()
  server = await startProgram({ NODEYARD_ALLOW_LOOPBACK_TARGETS: '1' })
  miner = newMiner()
  other = newMiner()
})
after(() => server[Symbol.asyncDispose]())

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

  const password = 'correct horse battery'
  await ask('POST', '/v1/users', {
    headers: withKey(),
    body: JSON.stringify({ slug: 'zoe', name: 'Zoe', email: 'zoe@example.org', password }),
  })
  const session = await fetch(`${server.url}/v1/sessions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email: 'zoe@example.org', password }),
  })
  const cookie = session.headers.get('set-cookie')!.split(';', 1)[0]!
  const { csrf_token: token } = (await session.json()) as Json
  const zoe = { cookie, 'x-csrf-token': token }
  assert.equal((await bind(zoe, miner)).status, 409)
  assert.equal((await bind(zoe, other)).status, 201)
  const listed = await ask('GET', '/v1/hotkeys', { headers: zoe })
  assert.deepEqual(
    listed.body.items.map((item: Json) => item.hotkey),
    [other.address],
  )
})

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

test('a blocked hotkey hears why, after it has proved itself', async () => {
  const path = `/v1/hotkeys/${other.address}`
  const block = (reason: string | null) =>
    ask('PATCH', path, { headers: withKey(), body: JSON.stringify({ blocked_reason: reason }) })
  assert.equal((await block('sold a fake')).status, 200)
  const answer = await add(other, { server_id: 's', nodes: Array.from({ length: 11 }, () => node()) })
  refused(answer, 403, 'hotkey_blocked', 'Your hotkey has been blacklisted: sold a fake')
  await block(null)
})

test('a machine is added whole, with one seed that no double holds', async () => {
  const nodes = [node(), node({ device_index: 1, sxm: true, major: 1, name: 'NVIDIA A40 48Q' })]
  const answer = await add(miner, { server_id: 'rack-1', server_name: 'Rack', nodes, extra: 1 })
  assert.equal(answer.status, 202, answer.text)
  const { nodes: rows, task_id: task } = answer.body
  assert.deepEqual(
    rows.map((row: Json) => row.uuid),
    nodes.map(({ uuid }) => uuid),
  )
  const seeds = [...answer.text.matchAll(/"seed":(\d+)[,}]/g)].map(([, seed]) => BigInt(seed!))
  assert.equal(seeds.length, 2)
  assert.equal(seeds[0], seeds[1])
  assert.ok(seeds[0]! >= 1n && seeds[0]! < 2n ** 63n)
  const { seed: _seed, created_at: createdAt, ...row } = rows[1]
  assert.ok(Date.parse(createdAt) > Date.now() - 60_000)
  assert.deepEqual(row, {
    uuid: nodes[1].uuid,
    name: 'NVIDIA A40 48Q',
    memory: 48_305_799_168,
    major: 8,
    minor: 6,
    processors: 84,
    sxm: false,
    clock_rate: 1_740_000,
    max_threads_per_processor: 1536,
    concurrent_kernels: true,
    ecc: true,
    miner_hotkey: miner.address,
    gpu_identifier: 'a40',
    device_index: 1,
    server_id: 'rack-1',
    server_name: 'Rack',
    verification_host: '127.0.0.1',
    verification_port: 8000,
    verification_error: null,
    verified_at: null,
    instance: null,
  })
  assert.match(task, new RegExp(`^${miner.address}::[0-9a-f-]{36}$`))

  const again = await add(miner, { server_id: 'rack-1', server_name: 'Rack', nodes })
  assert.equal(again.status, 202)
  assert.equal(again.body.task_id, task)
  assert.equal(/"seed":(\d+)/.exec(again.text)![1], String(seeds[0]))
  const moved = nodes.map((one) => ({ ...one, verification_port: 8001 }))
  const replaced = await add(miner, { server_id: 'rack-1', server_name: 'Rack', nodes: moved })
  assert.equal(replaced.status, 202)
  assert.notEqual(replaced.body.task_id, task)
  assert.deepEqual((await ask('GET', '/nodes/')).body.a40, { provisioned: 0, idle: 2 })
  assert.deepEqual((await ask('GET', `/nodes/?detailed=1&hotkey=${miner.address}`)).body, {
    [miner.address]: { provisioned: [], idle: { a40: 2 } },
  })
  assert.deepEqual((await ask('GET', '/nodes/?model=a40')).body, { a40: { provisioned: 0, idle: 2 } })
  assert.deepEqual((await ask('GET', '/nodes/?model=h100')).body, {})
})

test('what is wrong with a machine is said, in the order of the contract', async () => {
  const taken = node({ uuid: 'GPU-TAKEN', verification_port: 9 })
  assert.equal((await add(other, { server_id: 's', nodes: [node({ uuid: 'GPU-TAKEN' })] })).status, 202)
  const inside = { verification_host: '10.0.0.1' }
  const eleven = [taken, ...Array.from({ length: 10 }, () => node(inside))]
  refused(
    await add(miner, { server_id: 's', nodes: eleven }),
    400,
    'too_many_devices',
    'Limit is 10 GPUs per server.',
  )
  refused(await add(miner, { server_id: 's', nodes: [] }), 400, 'no_devices')
  refused(
    await add(miner, { server_id: 's', nodes: [node(inside), taken] }),
    409,
    'device_taken',
    "Nodes already exist in inventory, please contact chutes team to resolve: ['GPU-TAKEN']",
  )
  refused(
    await add(miner, { server_id: 's', nodes: [node(), node({ ...inside, name: 'nothing' })] }),
    400,
    'host_invalid',
    'One or more invalid verification_hosts provided.',
  )
  const wrong: [object, string][] = [
    [{ name: 'a toaster' }, 'gpu_unsupported'],
    [{ gpu_identifier: 'a10' }, 'gpu_identifier_mismatch'],
    [{ gpu_identifier: 'nothing' }, 'gpu_identifier_mismatch'],
    [{ memory: 46_999_999_999 }, 'memory_mismatch'],
    [{ memory: 53_000_000_000 }, 'memory_mismatch'],
    [{ processors: 85 }, 'processors_mismatch'],
    [{ clock_rate: 1_304_000 }, 'clock_rate_mismatch'],
    [{ clock_rate: 1_914_001 }, 'clock_rate_mismatch'],
    [{ verification_port: 79 }, 'port_invalid'],
    [{ verification_port: 65_536 }, 'port_invalid'],
  ]
  for (const [change, reason] of wrong) {
    const answer = await add(miner, { server_id: 's', nodes: [node(change)] })
    refused(answer, 400, reason, /^GPU parameter validation error: /)
  }
  const twice = node()
  refused(await add(miner, { server_id: 's', nodes: [twice, twice] }), 400, 'duplicate_device')
  const fits = [{ memory: 47_000_000_000 }, { memory: 52_500_000_000 }, { clock_rate: 1_914_000 }]
  for (const change of fits) {
    const answer = await add(miner, { server_id: 's', nodes: [node({ uuid: 'GPU-EDGE', ...change })] })
    assert.equal(answer.status, 202, answer.text)
  }
})

test('shapes that make no sense are refused with what is wrong in them', async () => {
  const wrong: [object, string][] = [
    [{ uuid: 5 }, 'uuid'],
    [{ uuid: '' }, 'uuid'],
    [{ uuid: 'a\u0000b' }, 'uuid'],
    [{ uuid: 'x'.repeat(10_000) }, 'uuid'],
    [{ memory: 1e300 }, 'memory'],
    [{ memory: -1 }, 'memory'],
    [{ memory: 1.5 }, 'memory'],
    [{ processors: '84' }, 'processors'],
    [{ device_index: 10 }, 'device_index'],
    [{ device_index: -1 }, 'device_index'],
    [{ verification_port: 'http' }, 'verification_port'],
    [{ sxm: 'yes' }, 'sxm'],
    [{ name: null }, 'name'],
  ]
  for (const [change, field] of wrong) {
    const answer = await add(miner, { server_id: 's', nodes: [node(change)] })
    refused(answer, 422, 'validation_failed')
    assert.deepEqual(answer.body.detail[0].loc, ['body', 'nodes', 0, field], answer.text)
  }
  for (const content of [null, 7, [], { server_id: 's', nodes: {} }, { server_id: null, nodes: [node()] }]) {
    refused(await add(miner, content), 422, 'validation_failed')
  }
  refused(await add(miner, { server_id: 's', nodes: Array(5000).fill(node()) }), 422, 'validation_failed')
})

test('a verification host must be on the public internet', async () => {
  const hosts = [
    ...['', '10.1.2.3', '172.16.0.1', '192.168.1.1', '169.254.169.254', '100.64.0.1', '0.0.0.0'],
    ...[
      '224.0.0.1',
      '255.255.255.255',
      '::1',
      '[::1]',
      'fe80::1',
      '2130706433',
      '0x7f000001',
      '017700000001',
    ],
    ...[
      '-a.example',
      'a_b.example',
      'a..b',
      `${'x'.repeat(64)}.example`,
      `${'a.'.repeat(200)}a`,
      'host.invalid',
    ],
    ...['user@127.0.0.1', '127.0.0.1/x', '127.0.0.1:80', 'xn--', 'exa mple.org', '192.0.2.1'],
  ]
  for (const host of hosts) {
    const answer = await add(miner, { server_id: 's', nodes: [node({ verification_host: host })] })
    refused(answer, 400, 'host_invalid')
  }
})

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

test('an API key adds for its account, under a hotkey that the server made', async () => {
  const body = JSON.stringify({ server_id: 'mine', nodes: [node()] })
  const answer = await ask('POST', '/nodes/', { headers: withKey(), body })
  assert.equal(answer.status, 202, answer.text)
  const [row] = answer.body.nodes
  assert.match(row.miner_hotkey, /^5/)
  assert.ok(answer.body.task_id.startsWith(`${row.miner_hotkey}::`))
  assert.ok(row.miner_hotkey in (await ask('GET', '/nodes/?detailed=true')).body)
  refused(await ask('DELETE', `/nodes/${row.uuid}`, { headers: signed(miner, 'nodes') }), 404, 'not_found')
  assert.equal((await ask('DELETE', `/nodes/${row.uuid}`, { headers: withKey() })).status, 200)

  const made = await ask('POST', '/v1/keys', {
    headers: withKey(),
    body: JSON.stringify({ name: 'reader', mode: 'test', scopes: ['machines:read'] }),
  })
  const reader = { authorization: `Bearer ${made.body.secret}` }
  refused(await ask('POST', '/nodes/', { headers: reader, body }), 403, 'insufficient_scope')
})

test('a device that goes from hand to hand is refused', async () => {
  const hopper = node({ uuid: 'GPU-HOPPER' })
  for (const who of [miner, other, miner]) {
    assert.equal((await add(who, { server_id: 's', nodes: [hopper] })).status, 202)
    assert.equal((await ask('DELETE', '/nodes/GPU-HOPPER', { headers: signed(who, 'nodes') })).status, 200)
  }
  refused(
    await add(other, { server_id: 's', nodes: [hopper] }),
    429,
    'hotkey_hopping',
    'Detected GPU hotkey hopping for nodes: GPU-HOPPER (used 3 times recently)',
  )
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

test('a hotkey that owns machines stays; one that owns none can go', async () => {
  const remove = (address: string) => ask('DELETE', `/v1/hotkeys/${address}`, { headers: withKey() })
  assert.equal((await remove(miner.address)).status, 409)
  assert.equal((await remove(other.address)).status, 404)
  const spare = newMiner()
  await bind(withKey(), spare)
  assert.equal((await remove(spare.address)).status, 204)
  assert.equal((await remove(spare.address)).status, 404)
})
