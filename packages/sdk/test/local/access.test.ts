import assert from 'node:assert/strict'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { type AccessFlags, findAccess, isLocal } from '../../src/cli/access.ts'

let home: string
before(async () => {
  home = await mkdtemp(join(tmpdir(), 'nodeyard-access-'))
  await mkdir(join(home, 'data'))
  await writeFile(join(home, 'data/admin.key'), 'nd_test_admin\n')
  await mkdir(join(home, 'config/nodeyard'), { recursive: true })
  const profiles = {
    far: { url: 'https://yard.example', api_key: 'nd_test_far', org: 'acme' },
    near: { url: 'http://127.0.0.1:9000', api_key: 'nd_test_near' },
  }
  await writeFile(join(home, 'config/nodeyard/config.json'), JSON.stringify({ current: 'far', profiles }))
})
after(() => rm(home, { recursive: true }))

const find = async (flags: AccessFlags, environment: Record<string, string> = {}) => {
  const folders = { XDG_CONFIG_HOME: join(home, 'config'), NODEYARD_DATA: join(home, 'data') }
  const { url, apiKey, org } = await findAccess(flags, { ...folders, ...environment })
  return [url, apiKey, org]
}
const bare = () => ({ XDG_CONFIG_HOME: join(home, 'none') })

test('flags win over the environment, that over the profile, that over admin.key', async () => {
  assert.deepEqual(await find({}, bare()), ['http://127.0.0.1:8000', 'nd_test_admin', undefined])
  assert.deepEqual(await find({}), ['https://yard.example', 'nd_test_far', 'acme'])
  assert.deepEqual(await find({ profile: 'near' }), ['http://127.0.0.1:9000', 'nd_test_near', undefined])
  const environment = { NODEYARD_URL: 'https://yard.example', NODEYARD_API_KEY: 'nd_test_env' }
  assert.deepEqual(await find({}, environment), ['https://yard.example', 'nd_test_env', 'acme'])
  // A profile that is named on the command line is a flag.
  assert.deepEqual(await find({ profile: 'near' }, environment), [
    'http://127.0.0.1:9000',
    'nd_test_near',
    undefined,
  ])
  const flags = { url: 'http://localhost:1', 'api-key': 'nd_test_flag', org: 'me' }
  assert.deepEqual(await find(flags, environment), ['http://localhost:1', 'nd_test_flag', 'me'])
  assert.deepEqual(await find({}, { ...bare(), NODEYARD_URL: '', NODEYARD_API_KEY: '' }), [
    'http://127.0.0.1:8000',
    'nd_test_admin',
    undefined,
  ])
})

test('a stored key goes to no other server than its own', async () => {
  const elsewhere = 'https://elsewhere.example'
  assert.deepEqual(await find({ url: elsewhere }), [elsewhere, undefined, undefined])
  assert.deepEqual(await find({ url: elsewhere, profile: 'near' }), [elsewhere, undefined, undefined])
  assert.deepEqual(await find({}, { NODEYARD_URL: elsewhere }), [elsewhere, undefined, undefined])
  assert.deepEqual(await find({ url: 'http://yard.example' }), ['http://yard.example', undefined, undefined])
  const local = 'http://127.0.0.1:9001'
  assert.deepEqual(await find({ url: local }), [local, 'nd_test_admin', undefined])
})

test('only loopback is this machine', () => {
  for (const url of [
    'http://localhost:8000',
    'http://127.0.0.1',
    'http://127.1.2.3:1',
    'http://[::1]:8000',
  ]) {
    assert.ok(isLocal(url), url)
  }
  for (const url of [
    'http://localhost.example',
    'http://127.0.0.1.example',
    'https://10.0.0.1',
    'nonsense',
  ]) {
    assert.ok(!isLocal(url), url)
  }
})

test('a config file that is damaged is named, not ignored', async () => {
  const folder = join(home, 'damaged')
  await mkdir(join(folder, 'nodeyard'), { recursive: true })
  for (const text of ['{', '[]', '{"current":"a","profiles":{"a":{"url":"http://x"}}}']) {
    await writeFile(join(folder, 'nodeyard/config.json'), text)
    await assert.rejects(find({}, { XDG_CONFIG_HOME: folder }), /config\.json cannot be read .* log in again/)
  }
})
