import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { startProgram } from '../server.ts'
import { ask, eventually, type Json, run, scale, server, upload, uploadPlugin } from './client.ts'

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

const example = new URL('../../../../../examples/plugins/sound-tools/', import.meta.url)

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
