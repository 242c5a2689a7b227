import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { test } from 'node:test'
import { ConfigError, loadConfig, SETTINGS } from '../src/config.ts'

test('without any variable the server keeps to itself on port 8000', () => {
  const config = loadConfig({})
  assert.equal(config.host, '127.0.0.1')
  assert.equal(config.port, 8000)
  assert.equal(config.hasRateLimits, true)
  assert.equal(config.databaseUrl, undefined)
})

const REFUSED: [Record<string, string>, RegExp][] = [
  [{ PORT: 'eighty' }, /^PORT is "eighty", but must be a port, 0 to 65535$/],
  [{ PORT: '70000' }, /^PORT is "70000"/],
  [{ LOG_LEVEL: 'loud' }, /^LOG_LEVEL .* trace, debug, info/],
  [{ DATABASE_URL: 'mysql://x' }, /^DATABASE_URL .* postgres:\/\//],
  [{ BLOB_URL: 'ftp://x' }, /^BLOB_URL .* s3:\/\//],
  [{ PUBLIC_URL: 'https://example.org/path' }, /^PUBLIC_URL .* without a path/],
  [{ NODEYARD_RATE_LIMITS: 'no' }, /^NODEYARD_RATE_LIMITS .* on or off/],
  [{ NODEYARD_RATE_LIMIT: 'off' }, /^NODEYARD_RATE_LIMIT is not a setting .*NODEYARD_RATE_LIMITS/],
  [{ NODEYARD_PRIVATE_NETWORKS: '10.0.0.0/8, 0.0.0.0/0' }, /^NODEYARD_PRIVATE_NETWORKS has "0\.0\.0\.0\/0"/],
  [{ NODEYARD_MIN_CLIENT: '1.2' }, /^NODEYARD_MIN_CLIENT .* X\.Y\.Z/],
  [{ HOST: '0.0.0.0' }, /^HOST is "0\.0\.0\.0".*PUBLIC_URL/],
]

for (const [environment, message] of REFUSED) {
  test(`${JSON.stringify(environment)} stops the start and says what is allowed`, () => {
    assert.throws(
      () => loadConfig(environment),
      (error: unknown) => {
        assert.ok(error instanceof ConfigError)
        assert.match(error.message, message)
        return true
      },
    )
  })
}

test('off loopback the server starts once it knows its public address', () => {
  const config = loadConfig({ HOST: '0.0.0.0', PUBLIC_URL: 'https://yard.example.org/' })
  assert.equal(config.publicUrl, 'https://yard.example.org')
})

test("an empty variable counts as absent, and the CLI's variables are let be", () => {
  assert.equal(loadConfig({ PORT: '', NODEYARD_URL: 'http://x', NODEYARD_API_KEY: 'x' }).port, 8000)
})

test('docs/settings.md has every variable that the server reads, and no other', async () => {
  const text = await readFile(new URL('../../../docs/settings.md', import.meta.url), 'utf8')
  const rows = text.split('\n').filter((line) => line.startsWith('| `'))
  const told = rows.flatMap((row) =>
    [...row.split('|')[1]!.matchAll(/`([A-Z0-9_]+)`/g)].map(([, name]) => name!),
  )
  assert.deepEqual(told.toSorted(), SETTINGS.toSorted())
})
