import assert from 'node:assert/strict'
import { test } from 'node:test'
import { loadBuiltIn } from '../../../src/domain/graphs/catalogue.ts'

/** Which test runs what with real values: all kinds of a category or a pack, and kinds that are somewhere else by name. */
const PROOFS: Readonly<Record<string, readonly string[]>> = {
  classical: ['Classical'],
  cnn: ['CNN'],
  data: ['Data'],
  datasets: [
    'Dataset',
    'DatasetBatch',
    'HuggingFaceDataset',
    'KaggleDataset',
    'SyntheticSegmentation',
    'SyntheticShapes',
    'Transform',
  ],
  deep: ['deep:'],
  diffusion: ['Diffusion'],
  environments: ['EnvWrapper'],
  io: ['IO', 'Data Flow', 'Print'],
  llm: ['LLM'],
  models: ['CheckpointLoader', 'CheckpointSaver', 'DiffusionTrainingLoop', 'ModelSaver'],
  normalization: ['Normalization'],
  packs: ['edu:', 'foundations:'],
  plots: ['DecisionBoundary', 'ScatterPlot2D', 'Visualize'],
  rl: ['RL', 'rl:'],
  rnn: ['RNN'],
  'tensor-operations': ['Tensor Operations'],
  training: ['Training', 'Control', 'DataLoader'],
  transformer: ['Transformer'],
  utility: ['Utility'],
}

const catalogue = await loadBuiltIn()
/** Kinds that have come back with all that they promise, in this process. */
const ran = new Set<string>()

for (const [name, kind] of catalogue) {
  const { run } = kind
  // Every catalogue holds the same kinds, so whoever runs one here is seen: a test, an executor, a server.
  kind.run = (...given) => {
    const outputs = run(...given)
    const note = (made: Record<string, unknown>) => {
      const promised = Object.entries(kind.outputs).filter(([, { dataType }]) => dataType !== 'TRIGGER')
      if (promised.every(([port]) => made[port] !== undefined) || kind.outputsOf) ran.add(name)
    }
    if (outputs instanceof Promise) outputs.then(note, () => undefined)
    else note(outputs)
    return outputs
  }
}

/** The test that is to run a kind: the one that names it, or has its pack or category. */
export function proofOf(name: string): string | undefined {
  const pack = /^\w+:/.exec(name)?.[0]
  const wanted = [name, pack ?? catalogue.get(name)!.category]
  return wanted.flatMap((word) => Object.keys(PROOFS).filter((file) => PROOFS[file]!.includes(word)))[0]
}

export const PROVING_FILES = Object.keys(PROOFS).map((file) => `${file}.test.ts`)

/** Stands at the end of a test of kinds: fails when one that this file is to run has not been run. */
export function everyKindRuns(url: string): void {
  const file = /([\w-]+)\.test\.ts$/.exec(url)![1]!
  const wanted = [...catalogue.keys()].filter((name) => proofOf(name) === file)
  test(`each of the ${wanted.length} kinds that ${file} stands for has been run`, () => {
    assert.notEqual(wanted.length, 0)
    assert.deepEqual(
      wanted.filter((name) => !ran.has(name)),
      [],
    )
  })
}
