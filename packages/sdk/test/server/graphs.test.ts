import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { type RunningServer, startServer } from '../start-server.ts'

let server: RunningServer
before(async () => {
  server = await startServer()
})
after(() => server[Symbol.asyncDispose]())

const trigger = (target: string) => ({ source: 's', sourceHandle: 'trigger', target, type: 'trigger' })
const graph = {
  name: 'layered',
  nodes: [
    { id: 's', type: 'Start' },
    { id: 'x', type: 'TensorCreate', data: { params: { shape: '2,3', fill: 'ones' } } },
    { id: 'l', type: 'Linear', data: { params: { in_features: 3, out_features: 2 } } },
    { id: 'p', type: 'Print', data: { params: { label: 'scores' } } },
  ],
  edges: [
    trigger('x'),
    { source: 'x', sourceHandle: 'tensor', target: 'l', targetHandle: 'tensor' },
    { source: 'l', sourceHandle: 'tensor', target: 'p', targetHandle: 'value' },
  ],
}
const put = async (name: string, content: unknown) => {
  const path = join(server.folder, name)
  await writeFile(path, typeof content === 'string' ? content : JSON.stringify(content))
  return path
}

test('a graph is checked, run and watched from the command line', async () => {
  const file = await put('layered.json', graph)
  assert.equal((await server.nodeyard(['graph', 'validate', file])).stdout, 'The graph is valid.\n')
  const watched = await server.nodeyard(['graph', 'run', file, '--watch', '--seed', '3'])
  assert.equal(watched.code, 0, watched.stderr)
  assert.match(watched.stdout, /^l +completed {2}tensor: torch.float32 \[2, 2\]$/m)
  assert.match(watched.stdout, /^ {2}\[scores\] tensor\(/m)
  assert.match(watched.stdout, /^done: 4 graph nodes in /m)
  const quiet = await server.nodeyard(['graph', 'run', file])
  assert.doesNotMatch(quiet.stdout, /^l +/m)

  const wrong = await put('wrong.json', { ...graph, edges: graph.edges.slice(0, 1) })
  const checked = await server.nodeyard(['graph', 'validate', wrong])
  assert.equal(checked.code, 1)
  assert.match(checked.stdout, /Missing required input 'tensor' on node l/)
  const failed = await server.nodeyard(['graph', 'run', await put('cut.json', { ...graph, edges: [] })])
  assert.equal(failed.code, 1)
  assert.match(failed.stderr, /no entry points/)
  assert.match((await server.nodeyard(['graph', 'run', await put('no.json', '{')])).stderr, /is no JSON/)
})

test('an example is found, written to a file, and run', async () => {
  const listed = await server.nodeyard(['graph', 'example'])
  assert.match(listed.stdout, /^Training\/Train-Digits +A small convolutional network/m)
  const file = join(server.folder, 'broadcasting.json')
  const written = await server.nodeyard(['graph', 'example', 'Basics/Broadcasting', '--to', file])
  assert.equal(written.stdout, `wrote ${file}\n`)
  assert.match((await server.nodeyard(['graph', 'run', file])).stdout, /^done: /m)
  const none = await server.nodeyard(['graph', 'example', 'Nothing/Here'])
  assert.equal(none.code, 1)
  assert.match(none.stderr, /Example 'Nothing\/Here' not found/)
})

test('a graph is exported and published from the command line', async () => {
  const file = await put('layered.json', graph)
  const exported = await server.nodeyard(['graph', 'export', file, '--to', server.folder])
  assert.equal(exported.code, 0, exported.stderr)
  assert.match(await readFile(join(server.folder, 'layered.py'), 'utf8'), /def n\d\d_linear\(/)
  assert.ok((await readFile(join(server.folder, 'layered.npz'))).byteLength > 100)
  const onnx = await server.nodeyard(['graph', 'export', file, '--format', 'onnx', '--to', server.folder])
  assert.equal(onnx.code, 0, onnx.stderr)
  const published = await server.nodeyard(['graph', 'publish', file, 'layered', '--version', '2.0.0'])
  assert.equal(published.code, 0, published.stderr)
  assert.match(published.stdout, /^Published admin\/layered@2.0.0 \(run run_/)
  assert.equal((await server.nodeyard(['graph', 'publish', file, 'a/b/c'])).code, 2)
})

test('graph nodes of your own are brought, granted, switched and deleted', async () => {
  const file = await put(
    'twice.js',
    "// @abilities network files\nexport default { name: 'Twice', category: 'Maths', description: 'Doubles.', " +
      "inputs: { x: { type: 'SCALAR' } }, outputs: { y: 'SCALAR' }, params: {}, run: ({ x }) => ({ y: 2 * x }) }\n",
  )
  const nodeyard = async (...args: string[]) => {
    const { code, stdout, stderr } = await server.nodeyard(args)
    assert.equal(code, 0, stderr)
    return stdout
  }
  assert.match(await nodeyard('graph-nodes', 'list'), /^There are none/)
  const uploaded = await nodeyard('graph-nodes', 'upload', file)
  assert.match(uploaded, /^twice\.js: Twice\n {2}it asks for network, files: enable it with --grant/)
  assert.equal(await nodeyard('graph-nodes', 'enable', 'twice.js', '--grant', 'files'), 'twice.js is on\n')
  assert.match(await nodeyard('graph-nodes', 'list'), /^twice\.js +on +Twice +\(network\) files$/m)
  assert.equal(await nodeyard('graph-nodes', 'disable', 'twice.js'), 'twice.js.disabled is off\n')
  assert.match(await nodeyard('graph-nodes', 'list'), /^twice\.js\.disabled +off +Twice/m)
  assert.equal(await nodeyard('graph-nodes', 'enable', 'twice.js'), 'twice.js is on\n')
  const broken = await server.nodeyard(['graph-nodes', 'upload', await put('broken.js', 'export default {')])
  assert.equal(broken.code, 1)
  assert.match(broken.stdout, /^broken\.js: no graph nodes\n {2}\S/)
  const unknown = await server.nodeyard(['graph-nodes', 'delete', 'thrice.js'])
  assert.match(unknown.stderr, /no file "thrice\.js" with graph nodes; it has broken\.js, twice\.js/)
  await nodeyard('graph-nodes', 'delete', 'broken.js')
  assert.equal(await nodeyard('graph-nodes', 'delete', 'twice.js'), 'Deleted twice.js\n')
})

test('plugins are listed, brought and switched', async () => {
  const folder = fileURLToPath(new URL('../../../../examples/plugins/sound-tools', import.meta.url))
  await promisify(execFile)('npm', ['pack', '--silent', folder], { cwd: server.folder })
  const packed = (await readdir(server.folder)).find((name) => name.endsWith('.tgz'))!
  const uploaded = await server.nodeyard(['plugin', 'upload', join(server.folder, packed)])
  assert.match(uploaded.stdout, /^sound-tools 1\.0\.0: .*Tone/, uploaded.stderr)
  assert.equal((await server.nodeyard(['plugin', 'disable', 'sound-tools'])).stdout, 'sound-tools is off\n')
  const listed = (await server.nodeyard(['plugin', 'list'])).stdout
  assert.match(listed, /^sound-tools +1\.0\.0 +off +upload/m)
  assert.match(listed, /^deep +\S+ +on +builtin/m)
  assert.equal((await server.nodeyard(['plugin', 'enable', 'sound-tools'])).stdout, 'sound-tools is on\n')
  assert.match((await server.nodeyard(['plugin', 'reload'])).stdout, /^13\d kinds of graph nodes: 110 of /)
  const refused = await server.nodeyard(['plugin', 'enable', 'sound-tools', '--grant', 'network'])
  assert.match(refused.stderr, /network/)
  assert.equal((await server.nodeyard(['plugin', 'delete', 'sound-tools'])).stdout, 'Deleted sound-tools\n')
})
