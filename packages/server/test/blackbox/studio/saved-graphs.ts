import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ask, server, token } from './client.ts'

test('examples are listed and loaded, and no path leads elsewhere', async () => {
  const { body: examples } = await ask('GET', '/api/examples/list')
  assert.ok(examples.length >= 12)
  for (const { path, name, category, source, node_count, edge_count } of examples) {
    const { body: graph } = await ask('GET', `/api/examples/load?path=${encodeURIComponent(path)}`)
    assert.deepEqual(Object.keys(graph), ['name', 'description', 'nodes', 'edges'])
    assert.deepEqual([graph.name, graph.nodes.length, graph.edges.length], [name, node_count, edge_count])
    assert.equal(source, 'builtin')
    assert.ok(path.startsWith(`${category}/`))
    assert.deepEqual((await ask('POST', '/api/graph/validate', graph)).body.errors, [], path)
  }
  for (const bad of ['../secret', '/etc', 'a/../../b', '\\x', '..']) {
    const answer = await ask('GET', `/api/examples/load?path=${encodeURIComponent(bad)}`)
    assert.deepEqual(answer, { status: 400, body: { detail: 'Invalid path' } }, bad)
  }
  assert.equal((await ask('GET', '/api/examples/load?path=Basics')).status, 404)
  assert.equal((await ask('GET', '/api/examples/load')).status, 422)
})

test('who saves a graph can ask that nobody saved it meanwhile', async () => {
  const save = async (name: string, description: string, expecting: Record<string, string> = {}) => {
    const graph = { name, description, nodes: [], edges: [] }
    return ask('POST', '/api/graph/save', graph, { 'x-codefyui-token': token, ...expecting })
  }
  const tagOf = async (name: string) =>
    (await fetch(`${server.url}/api/graph/load/${name}`)).headers.get('etag') ?? ''
  assert.equal((await save('ours', 'first', { 'if-none-match': '*' })).status, 200)
  const taken = await save('ours', 'second', { 'if-none-match': '*' })
  assert.deepEqual([taken.status, /meanwhile/.test(taken.body.detail)], [412, true])
  const tag = await tagOf('ours')
  const saved = await save('ours', 'third', { 'if-match': tag })
  assert.equal(saved.status, 200)
  assert.equal(`"${saved.body.modified}"`, await tagOf('ours'))
  for (const stale of [tag, '"7"', '*', 'W/"x"', '']) {
    assert.equal((await save('ours', 'fourth', { 'if-match': stale })).status, 412, stale)
  }
  assert.equal((await save('nowhere', 'fifth', { 'if-match': tag })).status, 412)
  assert.equal((await ask('GET', '/api/graph/load/ours')).body.description, 'third')
  // Without a word about it, the last one wins; every save has another tag, however soon it follows.
  const tags = await Promise.all(
    Array.from({ length: 5 }, async () => (await save('ours', 'last')).body.modified),
  )
  assert.equal(new Set(tags).size, 5)
})
