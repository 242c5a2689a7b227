import assert from 'node:assert/strict'
import { test } from 'node:test'
import { add, ask, type Json, miner, node, other, refused, signed, withKey } from './client.ts'

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
  const many = (count: number) => add(miner, { server_id: 's', nodes: Array(count).fill(node()) })
  refused(await many(2000), 422, 'validation_failed')
  refused(await many(5000), 413, 'payload_too_large')
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
