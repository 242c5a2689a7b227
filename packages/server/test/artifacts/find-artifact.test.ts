import assert from 'node:assert/strict'
import { test } from 'node:test'
import { getArtifact, resolveVersion } from '../../src/domain/artifacts/find-artifact.ts'
import { mayUse, requireUse } from '../../src/domain/artifacts/may-use.ts'
import type { Fault } from '../../src/fault.ts'
import { openTestDatabase } from './open-test-database.ts'
import { addAccount, addArtifact, addGrant, addMember, addUser, addVersion } from './rows.ts'

const faultCode = (work: Promise<unknown>) =>
  work.then(
    () => 'none',
    (error: Fault) => error.code ?? error,
  )

test('an artifact is seen by members, holders of a grant and, when public, by all', async () => {
  await using place = await openTestDatabase()
  const { database } = place
  const acme = await addAccount(database, 'acme', 'org')
  const member = await addUser(database, 'mia')
  const buyer = await addUser(database, 'bo')
  const stranger = await addUser(database, 'sam')
  await addMember(database, acme.id, member.account.id, 'reader')
  const hidden = await addArtifact(database, { ownerId: acme.id, name: 'hidden' })
  const open = await addArtifact(database, { ownerId: acme.id, name: 'open', isPublic: true })
  const sold = await addArtifact(database, { ownerId: acme.id, name: 'sold', isPublic: true, isPaid: true })
  await addGrant(database, { accountId: buyer.account.id, artifactId: hidden })
  await addGrant(database, { accountId: buyer.account.id, artifactId: sold, expiresAt: Date.now() + 60_000 })

  const see = (name: string, caller = stranger.caller) =>
    getArtifact(database.read, caller, { owner: 'acme', kind: 'model', name })
  assert.equal((await see('hidden', member.caller)).role, 'reader')
  assert.equal((await see('hidden', buyer.caller)).role, undefined)
  assert.equal((await see('open')).artifact.id, open)
  assert.equal((await see('sold')).ownerSlug, 'acme')
  const anonymous = getArtifact(database.read, undefined, { owner: 'acme', kind: 'model', name: 'open' })
  assert.equal((await anonymous).artifact.id, open)

  const nothing = await see('nothing').catch((error: Fault) => error)
  const notMine = await see('hidden').catch((error: Fault) => error)
  assert.ok(nothing instanceof Error && notMine instanceof Error)
  assert.equal(notMine.code, 'not_found')
  assert.equal(notMine.message.replace('hidden', 'nothing'), nothing.message)
  for (const name of ['', 'a\0b', '\u{d800}', 'x'.repeat(500), '../hidden']) {
    assert.equal(await faultCode(see(name)), 'not_found')
  }

  const use = async (name: string, caller = stranger.caller) => {
    const row = await database.read
      .selectFrom('artifact')
      .selectAll()
      .where('name', '=', name)
      .executeTakeFirstOrThrow()
    return faultCode(requireUse(database.read, caller.account.id, row))
  }
  assert.equal(await use('open'), 'none')
  assert.equal(await use('sold'), 'licence_required')
  assert.equal(await use('sold', member.caller), 'none')
  assert.equal(await use('sold', buyer.caller), 'none')
  assert.equal(await use('hidden'), 'not_found')
  assert.equal(await use('hidden', member.caller), 'none')
})

test('a grant counts while it has neither expired nor been taken back', async () => {
  await using place = await openTestDatabase()
  const { database } = place
  const { account: owner } = await addUser(database, 'owner')
  const { account } = await addUser(database, 'bo')
  for (const [name, grant, expected] of [
    ['live', { expiresAt: Date.now() + 60_000 }, true],
    ['expired', { expiresAt: Date.now() - 1 }, false],
    ['revoked', { revokedAt: Date.now() - 1 }, false],
  ] as const) {
    const artifactId = await addArtifact(database, { ownerId: owner.id, name })
    await addGrant(database, { accountId: account.id, artifactId, ...grant })
    const row = await database.read
      .selectFrom('artifact')
      .selectAll()
      .where('id', '=', artifactId)
      .executeTakeFirstOrThrow()
    assert.equal(await mayUse(database.read, account.id, row), expected, name)
    assert.equal(await mayUse(database.read, undefined, row), false)
  }
})

test('a version is found by number, alias, latest and range', async () => {
  await using place = await openTestDatabase()
  const { database } = place
  const { account, caller } = await addUser(database, 'owner')
  const artifactId = await addArtifact(database, { ownerId: account.id, name: 'net' })
  const ids: Record<string, string> = {}
  for (const [version, state] of [
    ['0.1.9', 'published'],
    ['0.2.0', 'published'],
    ['1.2.0', 'published'],
    ['1.9.0', 'published'],
    ['1.10.0', 'published'],
    ['1.11.0', 'yanked'],
    ['2.0.0', 'deleted'],
    ['3.0.0', 'yanked'],
    ['3.1.0', 'yanked'],
  ] as const) {
    ids[version] = await addVersion(database, { artifactId, version, state, by: account.id })
  }
  await database.write(async (trx) => {
    await trx.updateTable('artifact').set({ latest_version_id: ids['1.10.0'] }).execute()
    const alias = { artifact_id: artifactId, alias: 'champion', version_id: ids['1.2.0']!, created_at: 1 }
    await trx.insertInto('version_alias').values(alias).execute()
  })
  const { artifact } = await getArtifact(database.read, caller, {
    owner: 'owner',
    kind: 'model',
    name: 'net',
  })
  const find = (ref: string) =>
    resolveVersion(database.read, artifact, ref).then(
      ({ version }) => version,
      (error: Fault) => error.code,
    )
  for (const [ref, expected] of Object.entries({
    '1.9.0': '1.9.0',
    '1.11.0': '1.11.0',
    champion: '1.2.0',
    latest: '1.10.0',
    '^1': '1.10.0',
    '^1.2': '1.10.0',
    '^1.9.1': '1.10.0',
    '^0.1': '0.1.9',
    '^0': '0.2.0',
    '^0.2.0': '0.2.0',
    '^3': '3.1.0',
    '^2': 'not_found',
    '^1.12': 'not_found',
    '2.0.0': 'not_found',
    '1.10.00': 'not_found',
    'v1.9.0': 'not_found',
    'a\0b': 'not_found',
    '1.2.99999999999999999999': 'not_found',
    '': 'not_found',
  })) {
    assert.equal(await find(ref), expected, ref)
  }
})
