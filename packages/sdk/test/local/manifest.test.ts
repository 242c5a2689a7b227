import assert from 'node:assert/strict'
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, test } from 'node:test'
import { artifactsHash } from '../../src/push/artifacts-hash.ts'
import { hashFiles } from '../../src/push/hash-files.ts'
import { listFiles } from '../../src/push/list-files.ts'
import { preparePush } from '../../src/push/prepare-push.ts'
import { ManifestError, parseManifest } from '../../src/push/read-manifest.ts'
import { parseReference, resolveReference } from '../../src/reference.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'nodeyard-push-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const write = async (path: string, text = path) => {
  await mkdir(join(folder, path, '..'), { recursive: true })
  await writeFile(join(folder, path), text)
}

const faults = (text: string): string => {
  try {
    parseManifest('model', text)
  } catch (error) {
    assert.ok(error instanceof ManifestError)
    return error.message
  }
  return ''
}

test('a manifest says what it says', () => {
  const { fields, lineOf } = parseManifest(
    'model',
    '# a comment\nname: acme/digits\nversion: 1.10.0\nlicense:\ntags: [a, b]\nlanguage: [en]\n',
  )
  assert.deepEqual(fields, { name: 'acme/digits', version: '1.10.0', tags: ['a', 'b'], language: ['en'] })
  assert.equal(lineOf('tags'), 5)
  assert.deepEqual(parseManifest('dataset', 'row_count: 3\nsplits:\n  train: a.csv\n').fields, {
    row_count: 3,
    splits: { train: 'a.csv' },
  })
  assert.deepEqual(parseManifest('model', '').fields, {})
})

test('what is wrong with a manifest is named with its field and line', () => {
  const wrong: [string, RegExp][] = [
    [
      'name: x\nversion: 1.0\n',
      /^model\.yaml line 2: version must be three numbers, X\.Y\.Z, but it is 1\.0$/,
    ],
    ['version: 01.0.0', /line 1: version must be .* "01\.0\.0"/],
    ['version: 1.0.0-rc.1', /version must be/],
    ['license: [MIT]', /license must be a text, but it is a list/],
    ['\n\ntags: mnist', /line 3: tags must be a list of texts, but it is "mnist"/],
    ['framework: tensorflow', /framework must be one of safetensors, pytorch, onnx, custom/],
    ['licence: MIT', /licence is not a field of model\.yaml: did you mean license\?/],
    ['row_count: 3', /row_count is not a field of model\.yaml$/],
    ['metrics: {accuracy: 1}', /metrics does not belong here: metrics are set after the push/],
    ['language: [English]', /two-letter language codes/],
    ['- a\n- b', /line 1: it must be a map of fields/],
    ['name: x\nname: y', /line 2: /],
    ['name: "x', /line 1: /],
  ]
  for (const [text, message] of wrong) assert.match(faults(text), message, text)
  assert.equal(faults('license: [MIT]\n\ntask: 3').split('; ').length, 2)
  // Aliases that multiply must not take the memory.
  const bomb = `a: &a [x,x,x,x,x,x,x,x,x]\n${[...'bcdefghij'].map((name, i) => `${name}: &${name} [${`*${'abcdefghi'[i]},`.repeat(9)}]`).join('\n')}`
  assert.throws(() => parseManifest('model', bomb))
})

test('all files of a folder are taken but the manifest and what nobody means', async () => {
  await write('model.yaml')
  await write('weights/b.bin')
  await write('weights/a.bin')
  await write('Z.md')
  await write('.DS_Store')
  await write('._Z.md')
  await write('.git/HEAD')
  await write('weights/__pycache__/x.pyc')
  await write('.gitattributes')
  await symlink(join(folder, 'Z.md'), join(folder, 'link.md'))
  const paths = (await listFiles(folder, { manifest: 'model.yaml' })).map(({ path }) => path)
  assert.deepEqual(paths, ['.gitattributes', 'Z.md', 'link.md', 'weights/a.bin', 'weights/b.bin'])

  const picked = await listFiles(folder, { manifest: 'model.yaml', patterns: ['weights/*', './Z.md'] })
  assert.deepEqual(
    picked.map(({ path }) => path),
    ['Z.md', 'weights/a.bin', 'weights/b.bin'],
  )
  await assert.rejects(
    listFiles(folder, { manifest: 'model.yaml', patterns: ['*.onnx'] }),
    /"\*\.onnx" matches no file/,
  )
  await symlink(join(folder, 'weights'), join(folder, 'folder'))
  await assert.rejects(listFiles(folder, { manifest: 'model.yaml' }), /is a link to a folder/)
})

test('a push is prepared from the manifest, and the command line wins over it', async () => {
  await write('model.yaml', 'name: acme/digits\nversion: 1.2.3\nlicense: MIT\nfiles: [a.bin]\n')
  await write('a.bin', 'abc')
  await write('b.bin', 'not chosen')
  const { org, name, version, manifest, files, size } = await preparePush({ kind: 'model', folder })
  assert.deepEqual(
    { org, name, version, manifest, size },
    {
      org: 'acme',
      name: 'digits',
      version: '1.2.3',
      manifest: { license: 'MIT' },
      size: 3,
    },
  )
  assert.deepEqual(
    files.map(({ path, oid }) => [path, oid]),
    [['a.bin', 'sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad']],
  )
  const other = await preparePush({ kind: 'model', folder, name: 'numbers', version: '2.0.0' })
  assert.deepEqual([other.org, other.name, other.version], [undefined, 'numbers', '2.0.0'])
  await assert.rejects(preparePush({ kind: 'model', folder, version: '2' }), /"2" is no version/)
  await assert.rejects(preparePush({ kind: 'model', folder, name: 'a@1.0.0' }), /names a version/)
  await assert.rejects(preparePush({ kind: 'model', folder: join(folder, 'a.bin') }), /is a file/)
  await assert.rejects(preparePush({ kind: 'model', folder: join(folder, 'no') }), /there is no folder/)
})

test('a folder without a manifest is pushed under its name as 0.1.0', async () => {
  await write('tiny/w.bin', 'x')
  const { name, version } = await preparePush({ kind: 'model', folder: join(folder, 'tiny/') })
  assert.deepEqual([name, version], ['tiny', '0.1.0'])
  await mkdir(join(folder, 'empty'))
  await assert.rejects(preparePush({ kind: 'model', folder: join(folder, 'empty') }), /nothing to push/)
})

test('the hash over all files is the one that Python computes', () => {
  // json.dumps({'é\x7f"': 'sha256:1', 'a': 'sha256:2', '😀': 'sha256:3', '\uff01': 'sha256:4'}, sort_keys=True)
  const files = [
    { path: 'é\u007f"', oid: 'sha256:1' },
    { path: 'a', oid: 'sha256:2' },
    { path: '😀', oid: 'sha256:3' },
    { path: '\uff01', oid: 'sha256:4' },
  ]
  assert.equal(
    artifactsHash(files),
    'sha256:a232127888e703533e1f25689897a3fc6d05acfb3f4edf292d2dd9883b29d360',
  )
})

test('many files are hashed, each once, in their order', async () => {
  for (let i = 0; i < 30; i++) await write(`f${String(i).padStart(2, '0')}`, 'x'.repeat(i))
  const files = await listFiles(folder, { manifest: 'model.yaml' })
  let read = 0
  const hashed = await hashFiles(files, {
    onBytes: (count) => {
      read += count
    },
  })
  assert.deepEqual(
    hashed.map(({ path }) => path),
    files.map(({ path }) => path),
  )
  assert.equal(new Set(hashed.map(({ oid }) => oid)).size, 30)
  assert.equal(read, (29 * 30) / 2)
})

test('references are read in all their forms', async () => {
  const forms: [string, unknown[]][] = [
    ['digits', [undefined, undefined, 'digits', undefined]],
    ['acme/digits', [undefined, 'acme', 'digits', undefined]],
    ['acme/digits@1.0.0', [undefined, 'acme', 'digits', '1.0.0']],
    ['acme/digits:champion', [undefined, 'acme', 'digits', 'champion']],
    ['model://acme/digits:1.0.0', ['model', 'acme', 'digits', '1.0.0']],
    ['dataset://acme/mnist@latest', ['dataset', 'acme', 'mnist', 'latest']],
  ]
  for (const [text, parts] of forms) {
    const { kind, org, name, version } = parseReference(text)
    assert.deepEqual([kind, org, name, version], parts, text)
  }
  for (const text of ['', 'a/b/c', 'a b', 'a@', '@1', 'http://a/b', 'a@1@2', '/a']) {
    assert.throws(() => parseReference(text), TypeError, text)
  }
  assert.equal((await resolveReference('digits@1.0.0', 'model', async () => 'me')).org, 'me')
  await assert.rejects(
    resolveReference('dataset://a/b', 'model', async () => 'me'),
    /is a dataset, not a model/,
  )
})
