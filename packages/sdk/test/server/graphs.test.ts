import assert from 'node:assert/strict'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
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
