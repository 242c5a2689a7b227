import assert from 'node:assert/strict'
import { test } from 'node:test'
import { checkFiles } from '../../src/domain/artifacts/check-files.ts'
import type { Fault } from '../../src/fault.ts'

const file = (path: string, sha256 = 'a'.repeat(64), size = 1) => ({ path, sha256, size })

function refusal(paths: ReturnType<typeof file>[]): Fault {
  try {
    checkFiles(paths, ['body', 'artifacts'])
  } catch (error) {
    return error as Fault
  }
  return assert.fail('it was taken')
}

test('paths that unpack to the same on every system are taken, in the order of their bytes', () => {
  const paths = [
    'weights/model.safetensors',
    'README.md',
    'a b/ü.txt',
    '.gitattributes',
    'a.b/c',
    '\uff21',
    '😀',
  ]
  const checked = checkFiles(
    paths.map((path) => file(path)),
    ['body', 'artifacts'],
  )
  assert.deepEqual(
    checked.map(({ path }) => path),
    ['.gitattributes', 'README.md', 'a b/ü.txt', 'a.b/c', 'weights/model.safetensors', '\uff21', '😀'],
  )
})

test('a path that could leave its folder, or not be written, is refused', () => {
  for (const path of [
    '',
    '/etc/passwd',
    '../up',
    'a/../../up',
    'a/./b',
    'a//b',
    'a/',
    'C:/windows',
    'a\\b',
    'a\0b',
    'a\nb',
    'a\u0085b',
    '\ud800',
    'x'.repeat(256),
    'abc/'.repeat(300),
  ]) {
    const { code, detail } = refusal([file('fine'), file(path)])
    assert.equal(code, 'validation_failed')
    assert.deepEqual(detail.issues?.[0]?.loc, ['body', 'artifacts', 1, 'path'], JSON.stringify(path))
  }
})

test('files that would overwrite each other somewhere are refused', () => {
  assert.match(refusal([file('a'), file('a')]).message, /stands there twice/)
  assert.match(refusal([file('Readme.md'), file('README.md')]).message, /one file on many systems/)
  assert.match(refusal([file('caf\u00e9'), file('cafe\u0301')]).message, /one file on many systems/)
  assert.match(refusal([file('a'), file('b'), file('a/b/c')]).message, /also a folder/)
  assert.match(refusal([file('A/b'), file('a')]).message, /also a folder/)
})

test('the same bytes have one size, and there is at least one file and not too many', () => {
  assert.match(refusal([file('a'), file('b', 'a'.repeat(64), 2)]).message, /not the size said before/)
  assert.match(refusal([]).message, /at least one/)
  assert.match(refusal(Array.from({ length: 10_001 }, (_, i) => file(String(i)))).message, /at most 10000/)
  const many = refusal(Array.from({ length: 500 }, () => file('/')))
  assert.equal(many.detail.issues?.length, 20)
})
