import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { dirname } from 'node:path'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'

const cwd = dirname(dirname(fileURLToPath(import.meta.url)))
const bin = (name: string) => `${cwd}/node_modules/.bin/${name}`

test('the types are right', () => {
  const { status, stdout } = spawnSync(bin('tsc'), ['--noEmit'], { cwd, encoding: 'utf8' })
  assert.equal(status, 0, stdout)
})

test('the code is formatted and without lint', () => {
  const { status, stdout, stderr } = spawnSync(bin('biome'), ['check', '--error-on-warnings'], {
    cwd,
    encoding: 'utf8',
  })
  assert.equal(status, 0, stdout + stderr)
})
