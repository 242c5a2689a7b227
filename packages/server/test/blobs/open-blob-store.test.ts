import assert from 'node:assert/strict'
import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { pathToFileURL } from 'node:url'
import { openBlobStore } from '../../src/blobs/open-blob-store.ts'
import { temporaryFolder } from './temporary-folder.ts'

const s3 = { region: 'us-east-1' }
const bytes = async function* () {
  yield Buffer.from('hello')
}
const HELLO = '2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824'

test('without BLOB_URL, blobs are files beside the other data', async () => {
  await using folder = await temporaryFolder()
  const store = await openBlobStore({ url: undefined, dataFolder: folder.path, s3 })
  await store.put(bytes())
  assert.equal((await stat(join(folder.path, 'blobs/sha256/2c/f2', HELLO))).size, 5)
})

test('a file:// address is a folder, its escapes undone', async () => {
  await using folder = await temporaryFolder()
  const url = pathToFileURL(join(folder.path, 'a folder/ü')).href
  const store = await openBlobStore({ url, dataFolder: join(folder.path, 'data'), s3 })
  await store.put(bytes())
  assert.equal((await stat(join(folder.path, 'a folder/ü/sha256/2c/f2', HELLO))).size, 5)
})

test('an s3:// address names a bucket and a prefix', async () => {
  await using folder = await temporaryFolder()
  for (const [url, description] of [
    ['s3://models', 's3://models/'],
    ['s3://models/', 's3://models/'],
    ['s3://models/a/b', 's3://models/a/b/'],
    ['s3://models/a/b/', 's3://models/a/b/'],
  ] as const) {
    assert.equal((await openBlobStore({ url, dataFolder: folder.path, s3 })).description, description)
  }
})

test('any other address is refused by the name of its variable', async () => {
  for (const url of [
    'ftp://host/folder',
    's3://',
    's3:models',
    'file://host/folder',
    'folder',
    '/folder',
    '',
  ]) {
    await assert.rejects(openBlobStore({ url, dataFolder: '/nowhere', s3 }), /BLOB_URL is ".*", but must be/)
  }
})
