import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ask, type Json } from './client.ts'

test('a plugin that is switched off leaves the catalogue, and comes back', async () => {
  const { body: plugins } = await ask('GET', '/api/plugins')
  const deep = plugins.find(({ id }: Json) => id === 'deep')
  assert.equal(deep.enabled, true)
  assert.ok(deep.nodes.includes('deep:Edu-Patchify'))
  const { body: before } = await ask('GET', '/api/plugins/generation')
  const counts = (await ask('POST', '/api/nodes/reload')).body
  assert.equal(counts.total, counts.builtin + counts.custom + counts.plugins)

  const off = await ask('POST', '/api/plugins/deep/disable')
  assert.deepEqual(off, { status: 200, body: { id: 'deep', enabled: false } })
  assert.equal((await ask('GET', '/api/nodes/deep:Edu-Patchify')).status, 404)
  const gone = (await ask('GET', '/api/plugins/deep')).body
  assert.deepEqual([gone.id, gone.lockfile_entry.enabled, gone.nodes], ['deep', false, []])
  const fewer = (await ask('POST', '/api/plugins/reload')).body
  assert.equal(fewer.plugins, counts.plugins - deep.nodes.length)
  assert.equal((await ask('GET', '/api/health')).body.nodes_loaded, fewer.total)

  assert.equal((await ask('POST', '/api/plugins/deep/enable')).body.enabled, true)
  assert.deepEqual((await ask('GET', '/api/plugins')).body, plugins)
  assert.ok((await ask('GET', '/api/plugins/generation')).body.generation > before.generation)
  assert.deepEqual(await ask('POST', '/api/plugins/none/enable'), {
    status: 404,
    body: { detail: "Plugin 'none' not found" },
  })
  assert.equal((await ask('GET', '/api/plugins/none')).status, 404)
  assert.equal((await ask('POST', '/api/plugins/deep/disable', undefined, {})).status, 403)
})
