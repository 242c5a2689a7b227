import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { exampleGraphs } from '../../src/domain/graphs/example-graphs.ts'
import { validateGraph } from '../../src/domain/graphs/plan/plan-run.ts'
import { builtInPresets } from '../../src/domain/graphs/presets/presets.ts'
import { startServer, type TestServer } from '../start-server.ts'
import { administratorOf } from './administrator-of.ts'

let server: TestServer
before(async () => {
  server = await startServer()
})
after(() => server[Symbol.asyncDispose]())

test('every example that ships runs to its end and names itself', async () => {
  const { studio } = server.deps
  const caller = await administratorOf(server)
  const presets = await studio.presets(caller.account.id)
  const examples = [...(await exampleGraphs())]
  assert.ok(examples.length >= 12)
  for (const [path, graph] of examples) {
    assert.ok(graph.name && graph.description, path)
    assert.deepEqual(Object.keys(graph), ['name', 'description', 'nodes', 'edges'], path)
    assert.deepEqual(validateGraph(graph, studio.catalogue, presets), [], path)
    const run = await studio.runs.start(caller, { graph, graphId: path })
    const { status, error, ran, cached } = await run.done
    assert.equal(status, 'succeeded', `${path}: ${error}`)
    // All but Start, which is only a mark.
    assert.ok(ran.length + cached.length >= graph.nodes.length - 1, `${path}: ${ran}, ${cached}`)
  }
})

test('every preset that ships is made of what is there, and its ports and parameters too', async () => {
  const { studio } = server.deps
  const presets = await builtInPresets()
  assert.ok(presets.size >= 3)
  const known = await studio.presets('')
  for (const [name, preset] of presets) {
    if (!known.has(name)) continue
    const kindOf = new Map(preset.nodes.map(({ id, type }) => [id, studio.catalogue.get(type)!]))
    for (const { internal_node, internal_port, data_type } of preset.exposed_inputs) {
      assert.equal(kindOf.get(internal_node)?.inputs[internal_port]?.dataType, data_type, name)
    }
    for (const { internal_node, internal_port, data_type } of preset.exposed_outputs) {
      assert.equal(kindOf.get(internal_node)?.outputs[internal_port]?.dataType, data_type, name)
    }
    for (const { internal_node, param_name } of preset.exposed_params) {
      assert.ok(kindOf.get(internal_node)?.params[param_name], `${name}: ${param_name}`)
    }
    for (const { id, params } of preset.nodes) {
      for (const [key, value] of Object.entries(params ?? {})) kindOf.get(id)!.params[key]!.parse(value)
    }
  }
})
