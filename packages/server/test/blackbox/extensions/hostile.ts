import assert from 'node:assert/strict'
import { test } from 'node:test'
import { gzipSync } from 'node:zlib'
import { ask, formOf, type Json, packed, run, uploadPlugin } from './client.ts'

const wild = `
const out = { outputs: { out: 'ANY' } }
export default [
  { name: 'Loop', ...out, run(i, p, { progress }) { progress({ event: 'on' }); for (;;) {} } },
  { name: 'Sleep', ...out, run(i, p, { progress }) { progress({ event: 'on' }); return new Promise(() => {}) } },
  { name: 'Eat', ...out, run() { const all = []; for (;;) all.push(new Uint8Array(1e7).fill(1)) } },
  { name: 'Late', ...out, run() { setTimeout(() => { throw new Error('too late') }); return new Promise(() => {}) } },
  { name: 'Throws', ...out, run() { throw new TypeError('not like this') } },
  { name: 'Nothing', ...out, run() {} },
  { name: 'Function', ...out, run: () => ({ out: () => {} }) },
  { name: 'Short', outputs: { out: 'TENSOR' }, run: () => ({ out: { data: new Float32Array(3), shape: [2, 2] } }) },
  { name: 'Well', outputs: { out: 'STRING' }, run: () => ({ out: 'well' }) },
]
`

test('a graph node that never ends, eats memory, dies or lies fails its run and nothing else', async () => {
  const manifest = { id: 'wild', name: 'Wild', version: '1.0.0', limits: { seconds: 60, megabytes: 200 } }
  await uploadPlugin({ 'plugin.json': JSON.stringify(manifest), 'nodes/wild.js': wild })
  const failures: [string, RegExp][] = [
    ['Eat', /more than 200 MB of memory/],
    ['Late', /too late \(nodes\/wild\.js:7:\d+\)/],
    ['Throws', /not like this \(nodes\/wild\.js:8:\d+\)/],
    ['Nothing', /returns an object/],
    ['Function', /a function cannot cross/],
    ['Short', /3 elements do not fill the shape \[2, 2\]/],
  ]
  const hasty = { id: 'hasty', name: 'Hasty', version: '1.0.0', limits: { seconds: 1 } }
  await uploadPlugin({ 'plugin.json': JSON.stringify(hasty), 'nodes/wild.js': wild })
  const { end: late } = await run([{ type: 'hasty:Loop' }])
  assert.match(late.error, /ran for more than 1 s and was ended/)
  await ask('DELETE', '/api/plugins/hasty')
  for (const [name, message] of failures) {
    const { end } = await run([{ type: `wild:${name}` }])
    assert.equal(end.type, 'execution_error', name)
    assert.match(end.error, message)
  }
  for (const name of ['Loop', 'Sleep']) {
    const isOn = ({ progress }: Json) => progress?.event === 'on'
    const { end } = await run([{ type: `wild:${name}` }], { until: isOn, answer: { action: 'stop' } })
    assert.equal(end.type, 'execution_stopped', name)
  }
  assert.equal((await run([{ type: 'wild:Well' }])).summary.out.value, 'well')
  // Code that hangs while it is loaded is reported, and ends.
  await uploadPlugin({
    'plugin.json': JSON.stringify(manifest),
    'nodes/wild.js': 'export default process.exit()',
  })
  const [{ message }] = (await ask('GET', '/api/plugins/wild')).body.problems
  assert.match(message, /process\.exit is not a function/)
  await ask('DELETE', '/api/plugins/wild')
})

test('packages that are none, or mean harm, are refused whole', async () => {
  const plugin = JSON.stringify({ id: 'bad', name: 'Bad', version: '1' })
  const send = async (bytes: Uint8Array<ArrayBuffer>, name = 'bad.tgz') =>
    (await ask('POST', '/api/plugins/upload', formOf(name, bytes))).status
  assert.equal(await send(new TextEncoder().encode('nothing')), 400)
  assert.equal(await send(new Uint8Array(gzipSync('no tar'))), 400)
  assert.equal(await send(await packed({})), 400)
  assert.equal(await send(await packed({ 'plugin.json': plugin }), 'bad.zip'), 400)
  assert.equal(await send(await packed({ 'nodes/a.js': '' })), 400)
  assert.equal(await send(await packed({ 'plugin.json': '{' })), 400)
  assert.equal(
    await send(await packed({ 'plugin.json': JSON.stringify({ id: '../x', name: 'x', version: '1' }) })),
    400,
  )
  assert.equal(await send(await packed({ 'plugin.json': plugin, '../../../evil.js': 'x' })), 400)
  assert.equal(await send(await packed({ '/etc/cron.d/evil': 'x', 'plugin.json': plugin }, '')), 400)
  assert.equal(await send(await packed({ 'plugin.json': plugin, 'nodes/passwd.js': null })), 400)
  assert.equal(await send(await packed({ 'plugin.json': plugin, 'a\\b.js': 'x' })), 400)
  // 80 MB that come as 80 kB.
  assert.equal(await send(await packed({ 'plugin.json': plugin, zeros: new Uint8Array(80e6) })), 400)
  assert.equal(await send(new Uint8Array(8 * 1024 * 1024 + 1)), 413)
  assert.equal(await send(await packed({ 'plugin.json': plugin.replace('"bad"', '"deep"') })), 409)
  assert.equal((await ask('GET', '/api/plugins/bad')).status, 404)
})
