import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isReserved, requireAlias, requireName } from '../../src/domain/artifacts/names.ts'
import { compareVersionNumbers, parseVersionNumber } from '../../src/domain/artifacts/semver-number.ts'

const refused = { name: 'Fault', code: 'validation_failed' }

test('names are plain words that no path needs for itself', () => {
  for (const name of ['digits', 'Llama-3.1-8B', 'a', '0', 'x_y', 'x'.repeat(96)]) requireName(name)
  for (const name of [
    '',
    '.',
    '..',
    '.hidden',
    '-x',
    'x-',
    'a/b',
    'a b',
    'a..b',
    'ä',
    'a\0',
    'a\n',
    'x'.repeat(97),
    'facets',
    'Versions',
    'DOWNLOAD',
    'star',
    'mdl_1',
    'DS_2',
  ]) {
    assert.throws(() => requireName(name), refused, name)
  }
})

test('an alias is neither a number nor a reserved word', () => {
  for (const alias of ['champion', 'latest-stable', 'v1', '1.0', '2024-01-01', 'x'.repeat(50)]) {
    requireAlias(alias)
  }
  for (const alias of [
    '',
    '.',
    '..',
    'a..b',
    'latest',
    'Latest',
    'versions',
    'diff',
    '1.0.0',
    'v1.0.0',
    '1.0.0-rc.1',
    '^1',
    'a/b',
    'x'.repeat(51),
  ]) {
    assert.throws(() => requireAlias(alias), refused, alias)
  }
  assert.ok(isReserved('revisions'))
})

test('a version number is X.Y.Z, and a refusal says what else it looked like', () => {
  assert.deepEqual(parseVersionNumber('1.10.0'), { major: 1, minor: 10, patch: 0 })
  assert.deepEqual(parseVersionNumber('0.0.999999999'), { major: 0, minor: 0, patch: 999_999_999 })
  assert.ok(compareVersionNumbers(parseVersionNumber('1.10.0'), parseVersionNumber('1.9.0')) > 0)
  for (const [text, message] of [
    ['1.0.0-rc.1', /pre-release/],
    ['1.0.0+build', /build metadata/],
    ['v1.0.0', /without the "v"/],
    ['01.0.0', /leading zero/],
    ['1.0.1234567890', /9 digits/],
    ['1.0', /three whole numbers/],
    ['latest', /three whole numbers/],
    ['', /three whole numbers/],
    ['1.0.0\n', /three whole numbers/],
    ['١.٠.٠', /three whole numbers/],
  ] as const) {
    assert.throws(() => parseVersionNumber(text), { ...refused, message }, text)
  }
})
