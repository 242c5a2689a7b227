import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import { test } from 'node:test'
import { ask, listed, ones, run, upload, uploadPlugin } from './client.ts'

const probe = `import { EventEmitter } from 'node:events'
const caught = []
try { EventEmitter.prototype.emit = function (...all) { caught.push(this) } } catch {}
const has = Set.prototype.has
Set.prototype.has = () => true
const sockets = await import('node:net').catch(() => undefined)
Set.prototype.has = has
export default {
  name: 'Probe',
  outputs: { out: 'ANY' },
  params: { url: { type: 'string' } },
  async run(_inputs, { url }, { fetch, folder, abilities }) {
    const attempt = async (work) => { try { return String(await work()) } catch (error) { return 'refused: ' + error.message } }
    const fs = await import('node:fs').catch(() => undefined)
    return { out: {
      abilities,
      fetched: await attempt(async () => (await fetch(url, { method: 'POST', body: 'hello' })).text()),
      metadata: await attempt(async () => (await fetch('http://169.254.169.254/')).text()),
      kill: await attempt(() => process.kill(1, 0)),
      children: await attempt(() => import('node:child_process')),
      sockets: await attempt(() => import('node:net')),
      passwords: await attempt(() => fs.readFileSync('/etc/passwd', 'utf8').length),
      key: await attempt(() => fs.readFileSync(folder + '/../../../../admin.key', 'utf8').length),
      note: await attempt(() => { fs.appendFileSync(folder + '/note.txt', 'x'); return fs.readFileSync(folder + '/note.txt', 'utf8') }),
      outside: await attempt(() => fs.writeFileSync(folder + '/../evil.txt', 'x')),
      loader: await attempt(() => import('node:module')),
      dispatcher: await attempt(() => {
        new Response('x')
        return globalThis[Symbol.for('undici.globalDispatcher.1')].request({ origin: url, path: '/', method: 'GET' })
      }),
      caught: caught.length + (sockets ? 1 : 0),
      environment: await attempt(() => Object.keys(process.env).length),
    } }
  },
}
`

test('a plugin may do what it is granted and nothing else', async () => {
  const target = createServer(async (request, response) => {
    let text = ''
    for await (const chunk of request) text += chunk
    response.end(`${request.method} ${text}`)
  })
  await new Promise<void>((resolve) => target.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(target.address() as { port: number }).port}/`
  try {
    const manifest = {
      id: 'nosy',
      name: 'Nosy',
      version: '2.0.0',
      description: 'Tries everything.',
      homepage: 'https://example.org/nosy',
      abilities: ['network', 'files', 'frontend'],
      frontend: { entry: 'frontend/index.js' },
    }
    const { status, body: plugin } = await uploadPlugin({
      'plugin.json': JSON.stringify(manifest),
      'nodes/probe.js': probe,
      'nodes/lib/unseen.js': 'throw new Error("never loaded")',
      'README.md': '# Nosy\n',
      'frontend/index.js': 'export default () => {}\n',
      'assets/a/picture.svg': '<svg/>',
    })
    assert.equal(status, 200, JSON.stringify(plugin))
    assert.deepEqual(plugin.nodes, ['nosy:Probe'])
    assert.deepEqual([plugin.source_kind, plugin.enabled, plugin.granted], ['upload', true, []])
    assert.deepEqual([plugin.frontend_entry, plugin.homepage], [null, manifest.homepage])
    const { body: details } = await ask('GET', '/api/plugins/nosy')
    assert.equal(details.readme, '# Nosy\n')
    assert.equal(details.manifest.version, '2.0.0')
    assert.match(details.lockfile_entry.sha, /^[0-9a-f]{64}$/)

    const nosy = { type: 'nosy:Probe', params: { url } }
    const readOut = async () => {
      const print = { type: 'Print', in: 'value', out: 'value' }
      const { end, frames } = await run([nosy, print])
      assert.equal(end.type, 'execution_complete', JSON.stringify(end))
      return String(frames.find(({ log }) => log)?.log)
    }
    const alone = await readOut()
    for (const name of [
      'fetched',
      'metadata',
      'kill',
      'children',
      'sockets',
      'passwords',
      'key',
      'note',
      'outside',
    ]) {
      assert.match(alone, new RegExp(`"?${name}"?: ?"?'?refused`), `${name} in ${alone}`)
    }
    assert.match(alone, /environment"?: ?"?'?0/)
    assert.match(alone, /caught"?: ?0/)

    assert.equal((await ask('POST', '/api/plugins/nosy/enable', { abilities: ['root'] })).status, 422)
    const granted = await ask('POST', '/api/plugins/nosy/enable', {
      abilities: ['network', 'files', 'frontend'],
    })
    assert.deepEqual(granted.body, { id: 'nosy', enabled: true })
    const able = await readOut()
    assert.match(able, /fetched"?: ?"?'?POST hello/)
    assert.match(able, /note"?: ?"?'?x/)
    for (const name of [
      'metadata',
      'kill',
      'children',
      'sockets',
      'passwords',
      'key',
      'outside',
      'loader',
      'dispatcher',
    ]) {
      assert.match(able, new RegExp(`"?${name}"?: ?"?'?refused`), `${name} in ${able}`)
    }
    // What reaches out is not kept.
    assert.match(await readOut(), /note"?: ?"?'?xx/)

    const script = await ask('GET', '/plugins/nosy/frontend/index.js', undefined, { key: null })
    assert.deepEqual([script.status, script.headers.get('cache-control')], [200, 'no-cache'])
    assert.match(script.headers.get('content-type')!, /^text\/javascript/)
    assert.match(
      (await ask('GET', '/plugins/nosy/assets/a/picture.svg')).headers.get('content-security-policy')!,
      /sandbox/,
    )
    for (const path of [
      'assets/none.svg',
      'assets/../plugin.json',
      'assets/%2e%2e/plugin.json',
      'frontend/..%2fplugin.json',
    ]) {
      assert.equal((await ask('GET', `/plugins/nosy/${path}`)).status, 404, path)
    }
    await ask('POST', '/api/plugins/nosy/disable')
    assert.equal((await ask('GET', '/plugins/nosy/frontend/index.js')).status, 404)
    assert.deepEqual((await ask('GET', '/api/plugins/nosy')).body.nodes, [])
    // Without a word on it, it is granted what it was.
    await ask('POST', '/api/plugins/nosy/enable')
    assert.equal((await ask('GET', '/plugins/nosy/frontend/index.js')).status, 200)
    await ask('POST', '/api/plugins/nosy/enable', { abilities: [] })
    assert.equal((await ask('GET', '/plugins/nosy/frontend/index.js')).status, 404)
    assert.deepEqual((await ask('DELETE', '/api/plugins/nosy')).body, { message: 'Deleted nosy' })
    assert.equal((await ask('GET', '/api/plugins/nosy')).status, 404)
    assert.equal((await ask('POST', '/api/plugins/deep/enable', { abilities: ['network'] })).status, 400)
    assert.equal((await ask('DELETE', '/api/plugins/deep')).status, 409)
  } finally {
    target.closeAllConnections()
    target.close()
  }
})

test('a single file asks for what it needs in a comment; an npm package brings its own packages', async () => {
  const note = `
    // @abilities files
    export default { name: 'Note', outputs: { out: 'STRING' }, async run(_i, _p, { folder }) {
      const { appendFile, readFile } = await import('node:fs/promises')
      await appendFile(folder + '/note.txt', 'x')
      return { out: await readFile(folder + '/note.txt', 'utf8') }
    } }`
  assert.deepEqual((await upload('note.mjs', note)).body.abilities, ['files'])
  assert.match(
    (await run([{ type: 'Note' }])).end.error,
    /manifest asks for "files", and the owner grants it/,
  )
  const toggle = (filename: string, abilities?: string[]) =>
    ask('POST', '/api/custom-nodes/toggle', { filename, ...(abilities && { abilities }) })
  assert.equal((await toggle('note.mjs', ['network'])).status, 400)
  await toggle('note.mjs')
  assert.equal((await toggle('note.mjs.disabled', ['files'])).status, 200)
  assert.deepEqual((await listed('note.mjs')).granted, ['files'])
  assert.equal((await run([{ type: 'Note' }])).summary.out.value, 'x')
  // It keeps what it was granted, and what it wrote, until it is deleted.
  await upload('note.mjs', `${note}\n`)
  assert.equal((await run([{ type: 'Note' }])).summary.out.value, 'xx')
  await ask('DELETE', '/api/custom-nodes/note.mjs')
  assert.deepEqual((await upload('note.mjs', note)).body.granted, [])
  await ask('DELETE', '/api/custom-nodes/note.mjs')

  const { status, body } = await uploadPlugin({
    'package.json': JSON.stringify({
      name: '@acme/shouting',
      version: '3.1.4',
      description: 'Loud',
      nodeyard: { name: 'Shouting', content: { nodes: 'index.js' } },
    }),
    // CommonJS, as most of npm was.
    'index.js': `const shout = require('shout')
      exports.__esModule = true
      exports.default = { name: 'Shout', inputs: { in: { type: 'ANY' } }, outputs: { out: 'STRING' },
        run: ({ in: x }) => ({ out: shout(x.shape.join(' by ')) }) }`,
    'node_modules/shout/package.json': '{ "name": "shout", "version": "1.0.0", "main": "lib/main.js" }',
    'node_modules/shout/lib/main.js':
      "const { inspect } = require('util'); module.exports = (text) => inspect(text).toUpperCase() + (process.env.HOME ?? '!')",
  })
  assert.equal(status, 200, JSON.stringify(body))
  assert.deepEqual([body.id, body.name, body.version, body.problems], ['shouting', 'Shouting', '3.1.4', []])
  assert.equal((await run([ones, { type: 'shouting:Shout' }])).summary.out.value, "'2 BY 2'!")
  await ask('DELETE', '/api/plugins/shouting')
})
