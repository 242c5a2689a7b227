import assert from 'node:assert/strict'
import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { deviceLogin } from '../../src/accounts/device-login.ts'
import { whoAmI } from '../../src/accounts/who-am-i.ts'
import { ApiError, connect } from '../../src/client.ts'
import { type RunningServer, startServer } from '../start-server.ts'

let server: RunningServer
before(async () => {
  server = await startServer()
})
after(() => server[Symbol.asyncDispose]())

const json = async (...args: string[]) => {
  const { code, stdout, stderr } = await server.nodeyard([...args, '--json'])
  assert.equal(code, 0, stderr)
  return JSON.parse(stdout)
}

test('keys are made, listed, rotated and revoked', async () => {
  const made = await json('keys', 'create', '--name', 'ci', '--scope', 'models:read', '--expires', '90d')
  assert.deepEqual(made.scopes, ['models:read'])
  const days = (Date.parse(made.expires_at) - Date.parse(made.created_at)) / 86_400_000
  assert.equal(Math.round(days), 90)
  assert.equal((await whoAmI(connect({ url: server.url, apiKey: made.secret }))).key.mode, 'test')

  const rotated = await json('keys', 'rotate', made.id, '--overlap', '1h')
  assert.notEqual(rotated.secret, made.secret)
  const text = await server.nodeyard(['keys', 'revoke', made.secret])
  assert.equal(text.stdout, `Revoked ${made.id} (ci)\n`)
  await assert.rejects(
    whoAmI(connect({ url: server.url, apiKey: made.secret })),
    (error) => error instanceof ApiError && error.status === 401,
  )
  const listed = (await json('keys', 'list')).map(({ id }: { id: string }) => id)
  assert.ok(listed.includes(rotated.id))
  assert.ok(!listed.includes(made.id))
  const all = (await json('keys', 'list', '--all')).map(({ id }: { id: string }) => id)
  assert.ok(all.includes(made.id))
})

test('wrong options of a key are told before or by the server', async () => {
  const none = await server.nodeyard(['keys', 'create'])
  assert.equal(none.code, 2)
  assert.match(none.stderr, /^nodeyard: --name is missing/)
  const soon = await server.nodeyard(['keys', 'create', '--name', 'x', '--expires', 'soon'])
  assert.equal(soon.code, 2)
  assert.match(soon.stderr, /--expires must be a time such as 90d/)
  const scope = await server.nodeyard(['keys', 'create', '--name', 'x', '--scope', 'models:raed'])
  assert.equal(scope.code, 1)
  assert.match(scope.stderr, /models:read/)
  assert.equal(scope.stderr.trim().split('\n').length, 1)
})

test('users and organisations: a member is added, gets another role, and goes', async () => {
  const user = await json('user', 'create', 'ann', '--email', 'ann@example.com')
  assert.ok(user.password.length >= 10)
  await json('org', 'create', 'acme')
  assert.equal((await json('org', 'add-member', 'acme', 'ann')).role, 'reader')
  assert.equal((await json('org', 'add-member', 'acme', 'ann', '--role', 'contributor')).role, 'contributor')
  const members = await server.nodeyard(['org', 'members', 'acme'])
  assert.match(members.stdout, /^ann +ann +contributor$/m)
  await json('org', 'remove-member', 'acme', 'ann')
  assert.equal((await json('org', 'members', 'acme')).length, 1)
  assert.equal((await json('org', 'list'))[0].role, 'owner')
  const missing = await server.nodeyard(['org', 'members', 'nowhere'])
  assert.equal(missing.code, 1)
})

test("a hotkey is bound to an organisation, and is not one's own", async () => {
  const file = join(server.folder, 'hotkey.json')
  const { address } = await json('hotkey', 'create', file)
  const bound = await server.nodeyard(['hotkey', 'bind', file, '--owner', 'acme', '--name', 'rack'])
  assert.equal(bound.stdout, `${address} is bound to acme.\n`, bound.stderr)
  const [listed, ...more] = await json('hotkey', 'list', '--owner', 'acme')
  assert.deepEqual([listed.hotkey, listed.name, listed.owner, more], [address, 'rack', 'acme', []])
  const own: { hotkey: string }[] = await json('hotkey', 'list')
  assert.ok(own.every(({ hotkey }) => hotkey !== address))

  const add = ['machine', 'add', '--host', 'example.org', '--owner', 'acme']
  const both = await server.nodeyard([...add, '--hotkey', file])
  assert.equal(both.code, 2)
  assert.match(both.stderr, /--owner goes without --hotkey/)
  await json('hotkey', 'unbind', address)
  assert.deepEqual(await json('hotkey', 'list', '--owner', 'acme'), [])
})

test('login keeps a key for its server only, under a name, and logout forgets it', async () => {
  const environment = { NODEYARD_API_KEY: '', NODEYARD_URL: '' }
  const url = ['--url', server.url]
  const login = await server.nodeyard(
    ['login', server.key, ...url, '--profile', 'here', '--org', 'acme'],
    environment,
  )
  assert.equal(login.code, 0, login.stderr)
  const file = join(server.environment.XDG_CONFIG_HOME!, 'nodeyard', 'config.json')
  assert.equal((await stat(file)).mode & 0o777, 0o600)
  assert.deepEqual(JSON.parse(await readFile(file, 'utf8')), {
    current: 'here',
    profiles: { here: { url: server.url, api_key: server.key, org: 'acme' } },
  })
  assert.ok(!login.stdout.includes(server.key) && !login.stderr.includes(server.key))

  const who = await server.nodeyard(['whoami'], environment)
  assert.match(who.stdout, /from profile here/)
  // The same key is not shown to another server, even one on this machine.
  const elsewhere = await server.nodeyard(
    ['whoami', '--url', server.url.replace('127.0.0.1', 'localhost')],
    environment,
  )
  assert.equal(elsewhere.code, 1)
  assert.match(elsewhere.stderr, /API key/)

  const unknown = await server.nodeyard(['whoami', '--profile', 'there'], environment)
  assert.match(unknown.stderr, /there is no profile "there"/)
  assert.equal((await server.nodeyard(['logout'], environment)).stdout, 'Forgot the profile here\n')
  assert.equal((await server.nodeyard(['whoami', ...url], environment)).code, 1)
})

test('a login that is wrong is not kept', async () => {
  const login = await server.nodeyard(['login', 'nd_test_wrong', '--profile', 'wrong'])
  assert.equal(login.code, 1)
  assert.ok(!login.stderr.includes('nd_test_wrong'))
  const file = join(server.environment.XDG_CONFIG_HOME!, 'nodeyard', 'config.json')
  assert.ok(!(await readFile(file, 'utf8').catch(() => '')).includes('wrong'))
})

test('a device login gets its key when somebody who is signed in approves it', async () => {
  const secret = await deviceLogin(connect({ url: server.url }), {
    pollEvery: 20,
    onCode({ url, userCode }) {
      assert.ok(url.startsWith(`${server.url}/account/device`))
      const body = { user_code: userCode, approve: true }
      void server.as.registry.POST('/api/v1/auth/device/approve', { body })
    },
  })
  assert.equal((await whoAmI(connect({ url: server.url, apiKey: secret }))).slug, 'admin')

  const denied = deviceLogin(connect({ url: server.url }), {
    pollEvery: 20,
    onCode({ userCode }) {
      const body = { user_code: userCode, approve: false }
      void server.as.registry.POST('/api/v1/auth/device/approve', { body })
    },
  })
  await assert.rejects(denied, (error) => error instanceof ApiError && error.status === 403)
  const nobody = deviceLogin(connect({ url: server.url }), { pollEvery: 20, patience: 50, onCode() {} })
  await assert.rejects(nobody, /nobody approved/)
})
