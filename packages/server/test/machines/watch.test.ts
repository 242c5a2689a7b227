import assert from 'node:assert/strict'
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { test } from 'node:test'
import { setTimeout } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { pushDigits } from '../../../../soak/lib/push.ts'
import { GPU_TABLE } from '../../src/domain/machines/gpu-table.ts'
import { startServer, type TestServer } from '../start-server.ts'
import { makeTestDatabase } from '../test-database.ts'

const CLI = fileURLToPath(new URL('../../../sdk/bin/nodeyard.js', import.meta.url))

/** The cpu row with less to compute: the machine that runs the tests has other things to do. */
const SMALL = {
  cpu: {
    ...GPU_TABLE.cpu!,
    proof: {
      ...GPU_TABLE.cpu!.proof,
      block: 128,
      most_bytes: 40 * 128 * 128,
      macs_per_second: { least: 1e5, most: 1e13 },
      bytes_per_second: 1e5,
      open_seconds: 120,
    },
  },
}

interface Agent {
  child: ChildProcess
  port: number
  kill(): Promise<void>
}

/** `nodeyard machine serve` in a process of its own. */
async function startAgent(server: TestServer, home: string, port = 0): Promise<Agent> {
  const arguments_ = [
    'machine',
    'serve',
    '--port',
    String(port),
    '--listen',
    '127.0.0.1',
    '--provider',
    'cpu',
  ]
  const child = spawn(process.execPath, [CLI, ...arguments_, '--threads', '1', '--json'], {
    env: environmentOf(server, home),
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const listening = await new Promise<number>((resolve, reject) => {
    createInterface({ input: child.stdout! }).on('line', (line) => {
      const [, found] = /listening on port (\d+)/.exec(line) ?? []
      if (found) resolve(Number(found))
    })
    child.once('exit', (code) => reject(new Error(`the agent ended with ${code}`)))
  })
  return {
    child,
    port: listening,
    async kill() {
      child.kill('SIGKILL')
      await exited
    },
  }
}

const environmentOf = (server: TestServer, home: string) => ({
  PATH: process.env.PATH ?? '',
  HOME: home,
  NODEYARD_URL: server.url,
  NODEYARD_API_KEY: server.key,
})

async function runCli(server: TestServer, home: string, ...words: string[]) {
  const child = spawn(process.execPath, [CLI, ...words, '--json'], {
    env: environmentOf(server, home),
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let out = ''
  let err = ''
  child.stdout.on('data', (part) => {
    out += part
  })
  child.stderr.on('data', (part) => {
    err += part
  })
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve))
  return { code, out: out ? JSON.parse(out) : undefined, err }
}

async function until<T>(what: string, look: () => Promise<T | undefined | false>): Promise<T> {
  const end = Date.now() + 120_000
  for (;;) {
    const found = await look()
    if (found) return found
    if (Date.now() > end) throw new Error(`still not: ${what}`)
    await setTimeout(100)
  }
}

test('a machine joins, proves what it is, falls silent, comes back and is verified again', async () => {
  const home = await mkdtemp(join(tmpdir(), 'nodeyard-agent-'))
  const database = await makeTestDatabase()
  await writeFile(join(database.dataFolder, 'machines.json'), JSON.stringify(SMALL))
  await using server = await startServer({
    on: database as never,
    environment: { NODEYARD_ALLOW_LOOPBACK_TARGETS: '1', NODEYARD_HEARTBEAT_SECONDS: '1' },
  })
  const db = server.deps.database.read
  const machineOf = async (uuid: string) =>
    db
      .selectFrom('machine')
      .innerJoin('device', 'device.machine_id', 'machine.id')
      .selectAll('machine')
      .where('device.uuid', '=', uuid)
      .executeTakeFirst()
  const eventTypes = async () =>
    (
      await db.selectFrom('event').select('type').where('type', 'like', 'machine.%').orderBy('id').execute()
    ).map(({ type }) => type)

  let agent = await startAgent(server, home)
  try {
    const add = () =>
      runCli(
        server,
        home,
        'machine',
        'add',
        '--host',
        '127.0.0.1',
        '--port',
        String(agent.port),
        '--id',
        'box',
      )
    const added = await add()
    assert.equal(added.code, 0, added.err + JSON.stringify(added.out))
    assert.equal(added.out.status, 'verified')
    const [uuid] = added.out.devices
    const machine = (await machineOf(uuid))!
    const figures = JSON.parse(machine.figures!)
    assert.equal(figures.bytes, 40 * 128 * 128)
    assert.equal(figures.is_calibrated, true)
    assert.match(machine.agent_key!, /^5/)
    assert.deepEqual((await server.call('/nodes/')).body, { cpu: { provisioned: 0, idle: 2 } })

    // The same again is the same machine, still verified.
    const again = await add()
    assert.equal(again.out.task_id, added.out.task_id)
    assert.equal(again.out.status, 'verified')

    await agent.kill()
    await until('it is silent', async () => (await machineOf(uuid))?.silent_at)
    assert.equal((await machineOf(uuid))!.state, 'verified')
    const verifiedAt = machine.verified_at!
    agent = await startAgent(server, home, agent.port)
    const back = await until('it is verified again', async () => {
      const row = await machineOf(uuid)
      return row && row.state === 'verified' && row.silent_at === null && row.verified_at! > verifiedAt && row
    })
    assert.equal(back.agent_key, machine.agent_key)
    assert.deepEqual(await eventTypes(), ['machine.verified', 'machine.silent', 'machine.verified'])

    // Another agent in its place is another machine, until its owner says otherwise.
    await agent.kill()
    const otherHome = await mkdtemp(join(tmpdir(), 'nodeyard-agent-'))
    await until('it is silent again', async () => (await machineOf(uuid))?.silent_at)
    agent = await startAgent(server, otherHome, agent.port)
    const changed = await until('it has failed', async () => {
      const row = await machineOf(uuid)
      return row?.state === 'failed' && row
    })
    await rm(otherHome, { recursive: true })
    assert.equal(changed.reason, 'agent_changed')
    const status = await runCli(server, home, 'machine', 'status', added.out.task_id)
    assert.equal(status.code, 1)
    assert.equal(status.out.reason, 'agent_changed')
    const [shown] = (await server.call('/v1/machines')).body.items
    assert.deepEqual(
      [shown.server_id, shown.state, shown.verification.reason, shown.devices[0].uuid],
      ['box', 'failed', 'agent_changed', uuid],
    )
    const retried = await server.call(`/v1/machines/${shown.id}/verify`, {})
    assert.equal(retried.status, 202)
    const anew = await until('it is verified by its new agent', async () => {
      const { body } = await server.call(`/v1/machines/${shown.id}`)
      return body.state === 'verified' && body
    })
    assert.equal(anew.verification.figures.bytes, 40 * 128 * 128)
    assert.equal(anew.verification.error, null)

    const removed = await runCli(server, home, 'machine', 'delete', uuid)
    assert.equal(removed.code, 0, removed.err)
    assert.deepEqual((await server.call('/nodes/')).body, { cpu: { provisioned: 0, idle: 1 } })
  } finally {
    await agent.kill()
    await rm(home, { recursive: true, force: true })
    await server.stop()
    await database.remove()
  }
})

test('what cannot be verified says why', async () => {
  await using server = await startServer({ environment: { NODEYARD_ALLOW_LOOPBACK_TARGETS: '1' } })
  const claim = {
    uuid: 'GPU-NOWHERE',
    name: 'NVIDIA A40',
    memory: 48e9,
    processors: 84,
    clock_rate: 1_500_000,
    max_threads_per_processor: 1536,
    device_index: 0,
    gpu_identifier: 'a40',
    verification_host: '127.0.0.1',
    verification_port: 81,
  }
  const fail = async (port: number) => {
    const body = { server_id: 'x', nodes: [{ ...claim, verification_port: port }] }
    const response = await server.call('/nodes/', body)
    assert.equal(response.status, 202, JSON.stringify(response.body))
    return until('it has failed', async () => {
      const { body: status } = await server.call(
        `/nodes/verification_status?task_id=${response.body.task_id}`,
      )
      return status.status === 'failed' && status
    })
  }
  assert.equal((await fail(81)).reason, 'unreachable')
  // Something answers there, and is no agent: this very server, which wants no unsigned business.
  assert.equal((await fail(Number(new URL(server.url).port))).reason, 'agent_refused')
})

test('deployments are listed on the machine they run on, and stopped when it goes', async () => {
  await using server = await startServer({ environment: { NODEYARD_ALLOW_LOOPBACK_TARGETS: '1' } })
  await pushDigits(server, '1.0.0')
  const { body: deployment } = await server.call('/v1/deployments', { model: 'admin/digits@1.0.0' })
  const own = server.deps.machines.keys.validator.address
  const occupied = await until('it is listed', async () => {
    const { body } = await server.call('/nodes/?detailed=true')
    return body[own].provisioned[0]
  })
  assert.equal(occupied.gpu, 'cpu')
  assert.equal(occupied.chute.instance_id, deployment.id)
  assert.equal(occupied.chute.name, '[private chute]')
  assert.equal(occupied.chute.username, null)
  const summary = async () => (await server.call('/nodes/?model=cpu')).body
  assert.deepEqual(await summary(), { cpu: { provisioned: 1, idle: 0 } })
  assert.deepEqual((await server.call('/nodes/?model=admin/digits')).body, {})

  const visibility = '/api/v1/org/admin/models/digits/visibility'
  assert.equal((await server.call(visibility, { is_public: true }, { method: 'PATCH' })).status, 200)
  const { body: shown } = await server.call('/nodes/?detailed=true&model=admin/digits')
  assert.equal(shown[own].provisioned[0].chute.name, 'digits')
  assert.equal(shown[own].provisioned[0].chute.username, 'admin')
  assert.deepEqual((await server.call('/nodes/?model=admin/digits')).body, {
    cpu: { provisioned: 1, idle: 0 },
  })

  const device = server.deps.serving.ownDevice
  const refused = await server.call(`/nodes/${device}`, undefined, { method: 'DELETE' })
  assert.equal(refused.status, 409)
  assert.equal(refused.body.reason, 'own_host')
  const [host] = (await server.call('/v1/machines')).body.items
  assert.equal(host.is_own, true)
  // It may be on its way up still.
  const { status: _status, ...placed } = host.deployments[0]
  assert.deepEqual(placed, { id: deployment.id, model: 'admin/digits', device })
  assert.equal((await server.call(`/v1/machines/${host.id}/verify`, {})).status, 409)
  assert.equal((await server.call(`/v1/machines/${host.id}`, undefined, { method: 'DELETE' })).status, 409)

  // A deployment on a machine of somebody's is stopped before the machine goes.
  await server.call('/nodes/', {
    server_id: 'x',
    nodes: [
      {
        uuid: 'GPU-GOES',
        name: 'NVIDIA A40',
        memory: 48e9,
        processors: 84,
        clock_rate: 1_500_000,
        max_threads_per_processor: 1536,
        device_index: 0,
        gpu_identifier: 'a40',
        verification_host: '127.0.0.1',
        verification_port: 81,
      },
    ],
  })
  await server.deps.database.write((trx) =>
    trx.updateTable('deployment').set({ device_id: 'GPU-GOES' }).where('id', '=', deployment.id).execute(),
  )
  const [going] = (await server.call('/v1/machines?limit=1')).body.items
  assert.equal(going.devices[0].uuid, 'GPU-GOES')
  assert.equal((await server.call(`/v1/machines/${going.id}`, undefined, { method: 'DELETE' })).status, 204)
  assert.equal((await server.call(`/v1/machines/${going.id}`)).status, 404)
  const { body: after } = await server.call(`/v1/deployments/${deployment.id}`)
  assert.equal(after.status, 'stopped')
  const event = await server.deps.database.read
    .selectFrom('event')
    .selectAll()
    .where('type', '=', 'machine.deleted')
    .executeTakeFirstOrThrow()
  assert.deepEqual(JSON.parse(event.data).stopped_deployments, [deployment.id])
})
