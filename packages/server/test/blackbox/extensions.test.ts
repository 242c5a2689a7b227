// Custom graph nodes and plugins, by a client that knows nothing of the server: fetch, ws and files in its folder.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { gzipSync } from 'node:zlib'
import { pack } from 'tar-stream'
import { WebSocket } from 'ws'
import { type Server, startProgram } from './server.ts'

// biome-ignore lint/suspicious/noExplicitAny: a black-box suite looks into answers without declaring their types.
type Json = any

let server: Server
let token: string
const opened: WebSocket[] = []
before(async () => {
  server = await startProgram()
  token = (await ask('GET', '/api/auth/bootstrap')).body.token
})
after(async () => {
  for (const socket of opened) socket.terminate()
  await server[Symbol.asyncDispose]()
})

async function ask(
  method: string,
  path: string,
  body?: unknown,
  more: { url?: string; key?: string | null } = {},
) {
  const isForm = body instanceof FormData
  const { url = server.url, key } = more
  const response = await fetch(url + path, {
    method,
    headers: {
      ...(key === null ? {} : key ? { authorization: `Bearer ${key}` } : { 'x-codefyui-token': token ?? '' }),
      ...(body === undefined || isForm ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: isForm ? body : JSON.stringify(body) }),
  })
  const text = await response.text()
  const isJson = /json/.test(response.headers.get('content-type') ?? '')
  const answer: Json = isJson && text ? JSON.parse(text) : text
  return { status: response.status, body: answer, headers: response.headers }
}

function formOf(name: string, content: string | Uint8Array<ArrayBuffer>, field = 'file') {
  const form = new FormData()
  form.append(field, new Blob([content]), name)
  return form
}
const upload = (name: string, content: string) =>
  ask('POST', '/api/custom-nodes/upload', formOf(name, content))
const uploadPlugin = async (files: Record<string, string | Uint8Array>) =>
  ask('POST', '/api/plugins/upload', formOf('plugin.tgz', await packed(files)))

/** A package as npm packs it. */
async function packed(files: Record<string, string | Uint8Array | null>, top = 'package/') {
  const tar = pack()
  for (const [name, content] of Object.entries(files)) {
    if (content === null) tar.entry({ name: top + name, type: 'symlink', linkname: '/etc/passwd' })
    else tar.entry({ name: top + name }, Buffer.from(content as string))
  }
  tar.finalize()
  const chunks: Uint8Array[] = []
  for await (const chunk of tar) chunks.push(chunk as Uint8Array)
  return new Uint8Array(gzipSync(Buffer.concat(chunks)))
}

const listed = async (filename: string) =>
  (await ask('GET', '/api/custom-nodes')).body.find((file: Json) => file.filename === filename)

/** Runs a chain: the first kind's output goes into the second's input, and so on; returns what was told. */
async function run(
  kinds: { type: string; params?: object; out?: string; in?: string }[],
  more: { until?: (frame: Json) => boolean; answer?: object; graph?: object } = {},
) {
  const socket = new WebSocket(`${server.url.replace('http', 'ws')}/ws/execution?token=${token}`)
  opened.push(socket)
  await once(socket, 'open')
  const nodes = kinds.map(({ type, params = {} }, i) => ({ id: `n${i}`, type, data: { params } }))
  const wires = kinds.slice(1).map((kind, i) => ({
    source: `n${i}`,
    target: `n${i + 1}`,
    sourceHandle: kinds[i]!.out ?? 'out',
    targetHandle: kind.in ?? 'in',
  }))
  const start = { source: 's', target: 'n0', sourceHandle: 'trigger', type: 'trigger' }
  const graph = { nodes: [{ id: 's', type: 'Start' }, ...nodes], edges: [start, ...wires] }
  const frames: Json[] = []
  const ended = new Promise<Json>((resolve) => {
    socket.on('message', (data) => {
      const frame = JSON.parse(String(data))
      frames.push(frame)
      if (more.until?.(frame)) socket.send(JSON.stringify(more.answer))
      if (/^execution_(complete|error|stopped)$/.test(frame.type)) resolve(frame)
    })
  })
  socket.send(JSON.stringify({ action: 'execute', ...(more.graph ?? graph) }))
  const end = await ended
  socket.close()
  const last = `n${kinds.length - 1}`
  const done = frames.find(({ node_id, status }) => node_id === last && /completed|cached/.test(status))
  return { frames, end, done, summary: done?.output_summary }
}

const eventually = async <T>(look: () => Promise<T | undefined | false>): Promise<T> => {
  for (let i = 0; i < 400; i++) {
    const found = await look()
    if (found) return found
    await sleep(50)
  }
  throw new Error('it never came')
}

const scale = (factor: string, more = '') => `
import { defineGraphNode } from '@nodeyard/sdk/graph-node'
export default defineGraphNode({
  name: 'TimesIt',
  category: 'Mine',
  description: 'Multiplies.',
  inputs: { in: { type: 'TENSOR', description: 'What to multiply' } },
  outputs: { out: 'TENSOR' },
  params: { factor: { type: 'float', default: ${factor}, min: 0, max: 100, description: 'By how much' } },
  run({ in: x }, { factor }, { log, progress }) {
    log('shape', x.shape)
    progress({ event: 'half', value: Infinity })
    const data: Float32Array = Float32Array.from(x.data as Float32Array, (v: number) => v * factor)
    return { out: { data, shape: x.shape } }
  },${more}
})
`
const ones = { type: 'TensorCreate', params: { shape: '2,2', fill: 'ones' }, out: 'tensor' }

test('a file with a graph node is uploaded, runs, is kept, changed, switched off and deleted', async () => {
  assert.deepEqual((await ask('GET', '/api/custom-nodes')).body, [])
  const sent = await upload('times.ts', scale('3'))
  assert.equal(sent.status, 200, JSON.stringify(sent.body))
  assert.equal(sent.body.message, 'Uploaded successfully')
  const file = {
    filename: 'times.ts',
    enabled: true,
    nodes: ['TimesIt'],
    source: 'uploaded',
    abilities: [],
    granted: [],
    problems: [],
  }
  assert.deepEqual((await ask('GET', '/api/custom-nodes', undefined, { key: null })).body, [file])
  const { body: kind } = await ask('GET', '/api/nodes/TimesIt')
  assert.deepEqual(kind, {
    node_name: 'TimesIt',
    category: 'Mine',
    description: 'Multiplies.',
    provider: 'custom',
    inputs: [{ name: 'in', data_type: 'TENSOR', description: 'What to multiply', optional: false }],
    outputs: [{ name: 'out', data_type: 'TENSOR', description: '', optional: false }],
    params: [
      {
        name: 'factor',
        param_type: 'float',
        default: 3,
        description: 'By how much',
        options: [],
        min_value: 0,
        max_value: 100,
        visible_when: null,
      },
    ],
  })
  const { body: counts } = await ask('POST', '/api/nodes/reload')
  assert.equal(counts.custom, 1)
  assert.equal(counts.total, counts.builtin + counts.custom + counts.plugins)

  const first = await run([ones, { type: 'TimesIt' }])
  assert.equal(first.end.type, 'execution_complete', JSON.stringify(first.end))
  assert.deepEqual(first.summary.out.values, [
    [3, 3],
    [3, 3],
  ])
  assert.equal(first.done.log, 'shape [ 2, 2 ]')
  assert.deepEqual(first.frames.find(({ progress }) => progress)?.progress, { event: 'half', value: null })
  assert.equal((await run([ones, { type: 'TimesIt' }])).done.status, 'cached')
  assert.deepEqual(
    (await run([ones, { type: 'TimesIt', params: { factor: 5 } }])).summary.out.values[0],
    [5, 5],
  )
  const { body: checked } = await ask('POST', '/api/graph/validate', {
    nodes: [{ id: 'x', type: 'TimesIt', data: { params: { factor: 101 } } }],
    edges: [],
  })
  assert.match(checked.errors.join(), /Missing required input 'in' on node x.*above maximum 100/)

  // The code is part of what results are kept under.
  await upload('times.ts', scale('4'))
  const changed = await run([ones, { type: 'TimesIt' }])
  assert.equal(changed.done.status, 'completed')
  assert.deepEqual(changed.summary.out.values[0], [4, 4])

  assert.deepEqual(
    (await ask('POST', '/api/custom-nodes/toggle', { filename: 'times.ts.disabled' })).status,
    404,
  )
  const off = await ask('POST', '/api/custom-nodes/toggle', { filename: 'times.ts' })
  assert.deepEqual(off.body, { filename: 'times.ts.disabled', enabled: false })
  assert.deepEqual(await listed('times.ts.disabled'), {
    ...file,
    filename: 'times.ts.disabled',
    enabled: false,
  })
  assert.equal((await ask('GET', '/api/nodes/TimesIt')).status, 404)
  assert.match((await run([ones, { type: 'TimesIt' }])).end.error, /Unknown node type: TimesIt/)
  const on = await ask('POST', '/api/custom-nodes/toggle', { filename: 'times.ts.disabled' })
  assert.deepEqual(on.body, { filename: 'times.ts', enabled: true })
  assert.equal((await run([ones, { type: 'TimesIt' }])).end.type, 'execution_complete')
  const gone = await ask('DELETE', '/api/custom-nodes/times.ts')
  assert.deepEqual(gone.body, { message: 'Deleted times.ts' })
  assert.equal((await ask('DELETE', '/api/custom-nodes/times.ts')).status, 404)
  assert.deepEqual((await ask('GET', '/api/custom-nodes')).body, [])
})

test('what cannot be a file with graph nodes is refused, and by whom it may be brought is asked', async () => {
  for (const [name, status] of [
    ['node.py', 400],
    ['types.d.ts', 400],
    ['__init.ts', 400],
    ['a b.ts', 400],
    ['..ts', 400],
    ['.ts', 400],
    [`${'x'.repeat(200)}.ts`, 400],
    ['plugin.tgz', 400],
  ] as const) {
    const { status: got, body } = await upload(name, 'export default {}')
    assert.equal(got, status, `${name}: ${JSON.stringify(body)}`)
    assert.equal(typeof body.detail, 'string')
  }
  // Only the last part of a name counts.
  assert.equal((await upload('../../deep\\climber.ts', scale('2'))).body.filename, 'climber.ts')
  assert.equal((await ask('DELETE', '/api/custom-nodes/climber.ts')).status, 200)
  const url = '/api/custom-nodes/upload'
  assert.equal((await ask('POST', url, formOf('a.ts', 'x', 'other'))).status, 422)
  assert.equal((await ask('POST', url, { file: 'a.ts' })).status, 422)
  assert.equal((await upload('big.ts', ' '.repeat(1024 * 1024 + 1))).status, 413)
  for (const [method, path, body] of [
    ['POST', url, formOf('a.ts', 'x')],
    ['POST', '/api/custom-nodes/toggle', { filename: 'a.ts' }],
    ['DELETE', '/api/custom-nodes/a.ts', undefined],
    ['POST', '/api/plugins/upload', formOf('a.tgz', 'x')],
    ['DELETE', '/api/plugins/a', undefined],
  ] as const) {
    assert.equal((await ask(method, path, body, { key: null })).status, 403, path)
  }
  // A key for running graphs is not one for bringing code.
  const key = await ask(
    'POST',
    '/v1/keys',
    { name: 'runs', scopes: ['graphs:run'], mode: 'test' },
    { key: server.key },
  )
  const refused = await ask('POST', url, formOf('a.ts', 'x'), { key: key.body.secret ?? key.body.key })
  assert.equal(refused.status, 403, JSON.stringify(key.body))
  for (const filename of ['__x.ts', '../a.ts', 'a/b.ts', 'a.py']) {
    assert.equal((await ask('POST', '/api/custom-nodes/toggle', { filename })).status, 400, filename)
    assert.equal(
      (await ask('DELETE', `/api/custom-nodes/${encodeURIComponent(filename)}`)).status,
      400,
      filename,
    )
  }
  assert.equal((await ask('POST', '/api/custom-nodes/toggle', { filename: 'none.ts' })).status, 404)
  assert.equal((await ask('POST', '/api/custom-nodes/toggle', {})).status, 422)
})

test('a broken file says what is wrong and where, and harms nothing else', async () => {
  const good = await upload('good.ts', scale('2'))
  assert.deepEqual(good.body.problems, [])
  const wrong: [string, string, RegExp, RegExp][] = [
    ['syntax.ts', 'const a = 1\nexport default {{', /./, /^syntax\.ts:2/],
    ['throws.mjs', '\nnothing()\nexport default []', /nothing is not defined/, /^throws\.mjs:2:\d+$/],
    ['empty.js', 'export const a = 1', /default export/, /^empty\.js/],
    [
      'port.js',
      "export default { name: 'P', inputs: { a: 'MODEL' }, run() {} }",
      /MODEL stays inside/,
      /^port\.js/,
    ],
    ['fs.js', "import 'node:fs'\nexport default []", /"node:fs" is closed/, /^fs\.js/],
    [
      'clash.js',
      "export default { name: 'Conv2d', run() {} }",
      /called Conv2d already, from the server/,
      /null/,
    ],
    ['double.js', "export default { name: 'TimesIt', run() {} }", /./, /null/],
    [
      'limits.js',
      "export default { name: 'L', params: { p: { type: 'int', default: 1.5 } }, run() {} }",
      /whole number/,
      /./,
    ],
    ['asks.js', '// @abilities root\nexport default []', /abilities/, /asks\.js/],
  ]
  for (const [name, text, message, place] of wrong) {
    const { status, body } = await upload(name, text)
    assert.equal(status, 200, name)
    if (name === 'double.js') continue
    assert.match(body.problems[0]?.message ?? '', message, name)
    assert.match(String(body.problems[0]?.place), place, name)
    assert.deepEqual(body.nodes, [], name)
  }
  // Of two with one name, the first file's counts.
  assert.match((await listed('good.ts')).problems[0].message, /called TimesIt already, from double\.js/)
  await ask('DELETE', '/api/custom-nodes/double.js')
  assert.equal((await run([ones, { type: 'TimesIt' }])).end.type, 'execution_complete')
  for (const [name] of wrong) await ask('DELETE', `/api/custom-nodes/${name}`)
  await ask('DELETE', '/api/custom-nodes/good.ts')
  assert.deepEqual((await ask('GET', '/api/custom-nodes')).body, [])
})

test('files and folders placed in the data folder are noticed, and their changes', async () => {
  const folder = join(server.environment.NODEYARD_DATA!, 'studio')
  const path = join(folder, 'custom-nodes/placed.ts')
  await writeFile(path, scale('7'))
  await eventually(async () => (await listed('placed.ts'))?.nodes.length === 1)
  assert.equal((await listed('placed.ts')).source, 'placed')
  assert.deepEqual((await run([ones, { type: 'TimesIt' }])).summary.out.values[0], [7, 7])
  assert.equal((await upload('placed.ts', scale('1'))).status, 409)
  const { body: before } = await ask('GET', '/api/plugins/generation')
  await writeFile(path, scale('8'))
  await eventually(async () => (await ask('GET', '/api/nodes/TimesIt')).body.params?.[0].default === 8)
  assert.ok((await ask('GET', '/api/plugins/generation')).body.generation > before.generation)
  assert.deepEqual((await run([ones, { type: 'TimesIt' }])).summary.out.values[0], [8, 8])
  await writeFile(path, 'export default (')
  const broken = await eventually(async () => (await listed('placed.ts'))?.problems[0])
  assert.match(broken.place, /^placed\.ts/)
  await writeFile(`${path}.disabled`, scale('9'))
  await rm(path)
  const off = await eventually(() => listed('placed.ts.disabled'))
  assert.deepEqual([off.enabled, off.nodes], [false, ['TimesIt']])
  const on = await ask('POST', '/api/custom-nodes/toggle', { filename: 'placed.ts.disabled' })
  assert.deepEqual(on.body, { filename: 'placed.ts', enabled: true })
  assert.deepEqual(await readdir(join(folder, 'custom-nodes')), ['placed.ts'])
  assert.equal((await ask('DELETE', '/api/custom-nodes/placed.ts')).status, 200)
  assert.deepEqual(await readdir(join(folder, 'custom-nodes')), [])

  await mkdir(join(folder, 'plugins/mine/nodes'), { recursive: true })
  await writeFile(join(folder, 'plugins/mine/nodes/times.ts'), scale('2'))
  await writeFile(join(folder, 'plugins/mine/plugin.json'), '{"id": "my-own", "name": 5, "version": "1.0.0"}')
  const unreadable = await eventually(async () => {
    const { body } = await ask('GET', '/api/plugins')
    return body.find(({ problems }: Json) => problems[0]?.message.includes('/name'))
  })
  assert.deepEqual([unreadable.id, unreadable.nodes], ['mine', []])
  await writeFile(
    join(folder, 'plugins/mine/plugin.json'),
    '{"id": "my-own", "name": "My own", "version": "1.0.0"}',
  )
  await eventually(async () =>
    (await ask('GET', '/api/plugins/my-own')).body.nodes?.includes('my_own:TimesIt'),
  )
  assert.equal((await ask('GET', '/api/nodes/TimesIt')).body.node_name, 'my_own:TimesIt')
  assert.equal((await ask('GET', '/api/nodes/my_own:TimesIt')).body.provider, 'plugin:my_own')
  assert.deepEqual((await run([ones, { type: 'my_own:TimesIt' }])).summary.out.values[0], [2, 2])
  assert.equal((await ask('DELETE', '/api/plugins/my-own')).status, 409)
  await rm(join(folder, 'plugins/mine'), { recursive: true })
  await eventually(async () => (await ask('GET', '/api/plugins/my-own')).status === 404)
})

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

const python = (code: string) => {
  const { OPENBLAS_CORETYPE: _, OPENBLAS_L2_SIZE: __, ...env } = process.env
  return spawnSync('/usr/bin/python3', ['-c', code], { encoding: 'utf8', env, maxBuffer: 1e8 })
}
const hasTorch = () => python('import importlib.util as u; exit(u.find_spec("torch") is None)').status === 0

/** The exported script, run by PyTorch, gives what the plugin gave. */
async function compareWithPython(graph: Json, script: string) {
  const recorded = { ...graph, run_id: 'sound', record_outputs: true }
  assert.equal((await run([], { graph: recorded })).end.type, 'execution_complete')
  const answer = await ask('GET', '/api/execution/outputs/sound/picture/picture?max_elements=100000')
  const path = join(server.environment.NODEYARD_DATA!, 'two-tones')
  await writeFile(`${path}.py`, script)
  const { stdout, stderr } = python(`
import json, runpy, sys
sys.argv = ["two-tones.py", "--save", "${path}.npz"]
try:
    runpy.run_path("${path}.py", run_name="__main__")
except SystemExit:
    pass
import numpy
saved = numpy.load("${path}.npz")
print("\\n" + json.dumps(saved["picture/picture"].tolist()))`)
  const theirs = JSON.parse(stdout.trim().split('\n').at(-1) || `"${stderr.slice(-300)}"`)
  const ours: number[] = answer.body.values.flat(2)
  assert.deepEqual(answer.body.full_shape, [1, theirs[0].length, theirs[0][0].length])
  for (const [i, value] of theirs.flat(2).entries())
    assert.ok(Math.abs(value - ours[i]!) < 1e-4, `${i}: ${value}, ${ours[i]}`)
}

const example = new URL('../../../../examples/plugins/sound-tools/', import.meta.url)

test('the example plugin: its graph runs, and is exported with its translations', async () => {
  const names = (await readdir(example, { recursive: true, withFileTypes: true })).filter((entry) =>
    entry.isFile(),
  )
  const files: Record<string, Uint8Array> = {}
  for (const { parentPath, name } of names) {
    const path = join(parentPath, name)
    files[path.slice(example.pathname.length)] = await readFile(path)
  }
  const preset = {
    preset_name: 'Seen sound',
    category: 'Sound',
    description: '',
    tags: [],
    nodes: [{ id: 'a', type: 'sound_tools:Spectrogram', params: {} }],
    edges: [],
    exposed_inputs: [{ name: 'sound', internal_node: 'a', internal_port: 'sound' }],
    exposed_outputs: [{ name: 'picture', internal_node: 'a', internal_port: 'picture' }],
    exposed_params: [],
  }
  const { status, body } = await uploadPlugin({ ...files, 'presets/seen.json': JSON.stringify(preset) })
  assert.equal(status, 200)
  assert.deepEqual(body.problems, [])
  assert.deepEqual(body.nodes.sort(), ['sound_tools:Mix', 'sound_tools:Spectrogram', 'sound_tools:Tone'])
  assert.equal((await ask('GET', '/api/presets/Seen%20sound')).body.exposed_inputs[0].data_type, 'TENSOR')

  const path = 'plugin:sound-tools/Sound/Two-Tones'
  const examples = (await ask('GET', '/api/examples/list')).body
  const told = examples.find((each: Json) => each.path === path)
  assert.deepEqual([told.name, told.source, told.category], ['Two tones', 'plugin:sound-tools', 'Sound'])
  assert.deepEqual([told.node_count, told.edge_count], [6, 6])
  const graph = (await ask('GET', `/api/examples/load?path=${encodeURIComponent(path)}`)).body
  assert.deepEqual((await ask('POST', '/api/graph/validate', graph)).body.errors, [])

  // 2000 Hz of 8000 samples a second, three times as loud as the other tone.
  const tone = { type: 'sound_tools:Tone', params: { frequency: 2000, seconds: 0.1 }, out: 'sound' }
  const seen = await run([tone, { type: 'sound_tools:Spectrogram', params: { window: '128' }, in: 'sound' }])
  assert.equal(seen.end.type, 'execution_complete', JSON.stringify(seen.end))
  assert.equal(seen.summary.loudest.value, 0.25)
  assert.deepEqual(seen.summary.picture.shape, [1, 65, 11])
  assert.deepEqual([seen.summary.picture.min, seen.summary.picture.max], [0, 1])

  const { script } = (await ask('POST', '/api/graph/export', graph)).body
  assert.match(script, /torch\.stft/)
  if (hasTorch()) await compareWithPython(graph, script)
  await upload('times.ts', scale('3'))
  const untold = await ask('POST', '/api/graph/export', {
    name: 'Mine',
    nodes: [
      { id: 's', type: 'Start', data: {} },
      { id: 't', type: 'TensorCreate', data: { params: { shape: '2', fill: 'ones' } } },
      { id: 'm', type: 'TimesIt', data: {} },
    ],
    edges: [
      { id: 'a', source: 's', target: 't', sourceHandle: 'trigger', type: 'trigger' },
      { id: 'b', source: 't', target: 'm', sourceHandle: 'tensor', targetHandle: 'in' },
    ],
  })
  assert.equal(untold.status, 400)
  assert.match(untold.body.detail, /No PyTorch translation for: TimesIt \(node m\)/)
  assert.match(untold.body.detail, /"python"/)
  await ask('DELETE', '/api/custom-nodes/times.ts')
})

test('what one server is given, another on the same database has', async () => {
  await using other = await startProgram(server.environment)
  const there = { url: other.url, key: other.key }
  await upload('times.ts', scale('6'))
  const has = async () => (await ask('GET', '/api/nodes/TimesIt', undefined, there)).body.params?.[0].default
  await eventually(async () => (await has()) === 6)
  await ask('POST', '/api/custom-nodes/toggle', { filename: 'times.ts' }, there)
  await eventually(async () => (await ask('GET', '/api/nodes/TimesIt')).status === 404)
  await ask('POST', '/api/plugins/deep/disable', undefined, there)
  await eventually(async () => (await ask('GET', '/api/nodes/deep:MoELayer')).status === 404)
  await ask('POST', '/api/plugins/deep/enable')
  await ask('DELETE', '/api/custom-nodes/times.ts.disabled')
  await eventually(async () => {
    const { body } = await ask('GET', '/api/custom-nodes', undefined, there)
    return body.length === 0
  })
})
