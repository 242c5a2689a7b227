import assert from 'node:assert/strict'
import { spawn, spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { after, before, test } from 'node:test'
import { readAll, Tensor } from '@nodeyard/tensor'
import { bytesSource, openTensors } from '@nodeyard/tensor/formats'
import { digitFiles } from '../../../../examples/digits/train/export-dataset.ts'
import { push } from '../../../../soak/lib/push.ts'
import { exampleGraphs } from '../../src/domain/graphs/example-graphs.ts'
import type { Outcome } from '../../src/domain/graphs/execute/execute.ts'
import { exportScript } from '../../src/domain/graphs/export/export-script.ts'
import type { Graph } from '../../src/domain/graphs/graph.ts'
import { planGraph, validateGraph } from '../../src/domain/graphs/plan/plan-run.ts'
import { builtInPresets } from '../../src/domain/graphs/presets/presets.ts'
import { startLanguageModels } from '../blackbox/language-models.ts'
import { startServer, type TestServer } from '../start-server.ts'
import { administratorOf } from './administrator-of.ts'

/**
 * Dropout inside of PyTorch's own transformer layers cannot be handed our numbers: these scripts run, and the layers
 * are compared without dropout, each for itself (python-bodies.test.ts).
 */
const DROPS_INSIDE = ['TransformerEncoder', 'TransformerDecoder']
const TOLERANCE = 1e-4

let server: TestServer
let folder: string
const outcomes = new Map<string, Outcome>()
before(async () => {
  server = await startServer()
  await server.deps.studio.open()
  folder = await mkdtemp(join(tmpdir(), 'examples-'))
})
after(async () => {
  await server[Symbol.asyncDispose]()
  await rm(folder, { recursive: true, force: true })
})

/** A red picture of one pixel. */
const RED = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGP4z8AAAAMBAQDJ/pLvAAAAAElFTkSuQmCC'

/** One epoch is enough to see that a graph learns; all five are for who has a minute. */
const inShort = (graph: Graph): Graph => ({
  ...graph,
  nodes: graph.nodes.map((box) =>
    box.id === 'train' && box.data?.params?.epochs === 5 ? { ...box, data: { params: { epochs: 1 } } } : box,
  ),
})

/** A graph that asks the language model which is here, in place of the one on its maker's machine. */
const askHere = (graph: Graph, url: string): Graph => ({
  ...graph,
  nodes: graph.nodes.map((box) =>
    box.type === 'LLMChat'
      ? { ...box, data: { params: { ...box.data?.params, ollama_base_url: url } } }
      : box,
  ),
})

test('every example that ships runs to its end and names itself', async () => {
  const { studio } = server.deps
  const caller = await administratorOf(server)
  const presets = await studio.presets(caller.account.id)
  const examples = [...(await exampleGraphs())]
  const failed: string[] = []
  await using models = await startLanguageModels()
  const data = { kind: 'datasets', org: 'admin', name: 'digits-data', version: '1.0.0' } as const
  await push(server, { ...data, files: digitFiles() })
  assert.ok(examples.length >= 30)
  for (const [path, graph] of examples) {
    assert.ok(graph.name && graph.description, path)
    assert.deepEqual(Object.keys(graph), ['name', 'description', 'nodes', 'edges'], path)
    assert.deepEqual(validateGraph(graph, studio.catalogue, presets), [], path)
    const run = await studio.runs.start(caller, {
      graph: askHere(inShort(graph), `${models.url}/v1`),
      graphId: path,
      inputs: { picture: RED },
    })
    const outcome = await run.done
    const { status, error, ran, cached } = outcome
    if (status !== 'succeeded') failed.push(`${path}: ${error}`)
    // All but Start, which is only a mark.
    else if (ran.length + cached.length < graph.nodes.length - 1) failed.push(`${path}: ${ran}, ${cached}`)
    outcomes.set(path, outcome)
  }
  assert.deepEqual(failed, [])
  const read = Number(outcomes.get('Training/Train-Digits')!.results.get('examine')!.outputs.accuracy)
  assert.ok(read > 0.9, `${read} of the digits are read after one epoch`)
})

/** Without what tells OpenBLAS of another machine. */
const environment = () => {
  const { OPENBLAS_CORETYPE: _, OPENBLAS_L2_SIZE: __, ...rest } = process.env
  return rest
}
const PYTHON = '/usr/bin/python3'
const hasTorch =
  existsSync(PYTHON) && spawnSync(PYTHON, ['-c', 'import torch'], { env: environment() }).status === 0

test('the exported script of every example gives what the canvas gives', {
  skip: !hasTorch && 'python3-torch is not installed',
}, async () => {
  const { studio } = server.deps
  const presets = await studio.presets('')
  const child = spawn(PYTHON, [new URL('run-scripts.py', import.meta.url).pathname], {
    // What a script saves lands beside it, not in the checkout.
    cwd: folder,
    env: environment(),
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const answers = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  const compared: string[] = []
  const wrong: string[] = []
  try {
    for (const [path, graph] of await exampleGraphs()) {
      const { plan } = planGraph(graph, studio.catalogue, presets)
      // What no honest translation exists for is refused, and told so: another test's business.
      if (plan.some(({ kind }) => kind.python === undefined)) continue
      const named = { ...graph, name: path.replaceAll('/', '-') }
      const { script, filename, weights, weightsFilename } = await exportScript(named, {
        catalogue: studio.catalogue,
        presets,
        seed: 0,
        kept: async () => undefined,
      })
      const file = join(folder, filename)
      await writeFile(file, script)
      if (weights) await writeFile(join(folder, weightsFilename), weights)
      child.stdin.write(
        `${JSON.stringify({ script: file, save: `${file}.npz`, inputs: { picture: [[[1]], [[0]], [[0]]] } })}\n`,
      )
      const { error } = JSON.parse((await answers.next()).value as string) as { error: string | null }
      if (error) {
        wrong.push(`${path}: ${error}`)
        continue
      }
      const differs = await compareOutputs(`${file}.npz`, outcomes.get(path)!)
      const isDrawn = plan.some(({ type }) => DROPS_INSIDE.includes(type))
      if (differs && !isDrawn) wrong.push(`${path}: ${differs}`)
      if (differs === undefined) compared.push(path)
    }
  } finally {
    child.stdin.end()
  }
  assert.deepEqual(wrong, [])
  assert.ok(compared.length >= 25, `${compared.length}: ${compared}`)
})

/** How what a script gave differs from what the canvas gave; undefined where nothing does. */
async function compareOutputs(file: string, { results }: Outcome): Promise<string | undefined> {
  const theirs = await openTensors(bytesSource(await readFile(file)))
  for (const [id, { outputs }] of results) {
    for (const [port, value] of Object.entries(outputs)) {
      if (!(value instanceof Tensor)) continue
      const { data } = await theirs.read(`${id}/${port}`)
      const [own] = await readAll([value])
      const [found, wanted] = [data, own].map((array) => Array.from(array as ArrayLike<number>, Number))
      if (found!.length !== wanted!.length) return `${id}.${port} has ${found!.length} elements`
      const at = wanted!.findIndex((x, i) => !(Math.abs(x - found![i]!) <= TOLERANCE * (1 + Math.abs(x))))
      if (at >= 0) return `${id}.${port}[${at}] is ${found![at]}, not ${wanted![at]}`
    }
  }
  return undefined
}

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

test('the three presets that clients know are as they know them', async () => {
  const presets = await builtInPresets()
  const told = (name: string) => {
    const preset = presets.get(name)!
    return {
      kinds: preset.nodes.map(({ type }) => type),
      inputs: preset.exposed_inputs.map((input) => input.name),
      outputs: preset.exposed_outputs.map((output) => output.name),
      params: preset.exposed_params.length,
    }
  }
  assert.deepEqual(told('Training Pipeline'), {
    kinds: ['Dataset', 'DataLoader', 'Loss', 'Optimizer', 'TrainingLoop'],
    inputs: ['model', 'model_for_opt'],
    outputs: ['model', 'losses'],
    params: 9,
  })
  const sequence = told('LSTM Sequence')
  assert.deepEqual(sequence.kinds, ['LSTM', 'Activation'])
  assert.deepEqual([sequence.inputs.length, sequence.outputs.length, sequence.params], [1, 2, 5])
  const cnn = told('Simple CNN Classifier')
  assert.deepEqual([cnn.kinds.length, cnn.params], [6, 7])
})
