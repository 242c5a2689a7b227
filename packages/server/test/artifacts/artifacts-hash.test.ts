import assert from 'node:assert/strict'
import { test } from 'node:test'
import { artifactsHash } from '../../src/domain/artifacts/artifacts-hash.ts'
import { canonicalHash } from '../../src/domain/artifacts/canonical-hash.ts'

const FILES = ['b.txt', 'a/é.bin', '\uff21.txt', '😀.txt', 'q"uote', 'tab\\'].map((path, index) => ({
  path,
  sha256: String(index + 1).repeat(64),
}))

// Recorded from Python 3.11: "sha256:" + hashlib.sha256(json.dumps(files, sort_keys=True).encode()).hexdigest()
const FROM_PYTHON = 'sha256:370878ec55849b0f2077ae31d0f27cf31c770ff41772697d14fe763c76e3a291'

test('the hash of a version is the one that Python computes', () => {
  assert.equal(artifactsHash(FILES), FROM_PYTHON)
  assert.equal(artifactsHash(FILES.toReversed()), FROM_PYTHON)
})

test('the hash of a body does not mind the order of its keys', () => {
  assert.equal(
    canonicalHash({ a: 1, b: { c: [1, 2], d: 3 } }),
    canonicalHash({ b: { d: 3, c: [1, 2] }, a: 1 }),
  )
  assert.notEqual(canonicalHash({ a: [1, 2] }), canonicalHash({ a: [2, 1] }))
  assert.notEqual(canonicalHash(JSON.parse('{"__proto__": 1}')), canonicalHash({}))
})
