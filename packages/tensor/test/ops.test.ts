import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { hostArray, isFloat } from '../src/graph/dtype.ts'
import { Tensor as TensorClass } from '../src/graph/tensor.ts'
import { type Dtype, defaultEngine, grad, readAll, type Tensor, tensor } from '../src/index.ts'
import { interpret } from '../src/reference/interpret.ts'
import type { OpCheck, Plain, Sample } from '../src/reference/op-check.ts'
import { Samples } from '../src/reference/samples.ts'
import { loadChecks } from './checks.ts'

const checks = await loadChecks()
const seed = 7

const leaf = ({ dtype, shape, data }: Plain): Tensor => tensor(hostArray(dtype, data), { dtype, shape })

function outputsOf({ op }: OpCheck, { inputs, attributes }: Sample): { inputs: Tensor[]; outputs: Tensor[] } {
  const tensors = inputs.map(leaf)
  const first = op.apply(tensors as never, attributes) as Tensor
  const { source } = first.value
  assert(source.kind === 'call')
  return { inputs: tensors, outputs: source.outputs.map((value) => new TensorClass(value)) }
}

/** Compares with the reference, relative to its largest element. */
function assertClose(
  actual: ArrayLike<number | bigint>,
  expected: Float64Array,
  tolerance: number,
  what: string,
) {
  const scale = expected.reduce(
    (most, value) => (Number.isFinite(value) ? Math.max(most, Math.abs(value)) : most),
    1,
  )
  assert.equal(actual.length, expected.length, what)
  for (const [i, value] of expected.entries()) {
    const got = Number(actual[i])
    const isSame = Object.is(got, value) || got === value || Math.abs(got - value) <= tolerance * scale
    assert(isSame, `${what}: element ${i} is ${got}, not ${value}`)
  }
}

const describe = ({ inputs, attributes }: Sample) =>
  `${inputs.map(({ dtype, shape }) => `${dtype}[${shape}]`).join(' ')} ${JSON.stringify(attributes)}`

test('the ONNX form of every op computes what its reference does', async (t) => {
  for (const [name, check] of checks) {
    await t.test(name, async () => {
      const samples = check.samples(new Samples(seed))
      const made = samples.map((sample) => outputsOf(check, sample))
      const actual = await readAll(made.flatMap(({ outputs }) => outputs))
      for (const [i, { outputs }] of made.entries()) {
        const expected = interpret(outputs, checks)
        for (const data of expected) {
          assertClose(actual.shift()! as Float64Array, data, check.tolerance ?? 2e-6, describe(samples[i]!))
        }
      }
    })
  }
})

test('every element type an op says it has a kernel for has one', async (t) => {
  for (const [name, check] of checks) {
    await t.test(name, async () => {
      const sample = check.samples(new Samples(seed))[0]!
      const convert = (dtype: Dtype, first: Dtype) => (input: Plain) =>
        input.dtype === first ? { ...input, dtype } : input
      for (const dtype of check.op.dtypes) {
        const inputs = sample.inputs.map(convert(dtype, sample.inputs[0]!.dtype))
        const { outputs } = outputsOf(check, { ...sample, inputs })
        const [actual] = await readAll(outputs)
        assert.equal(actual!.length, outputs[0]!.numel, dtype)
      }
    })
  }
})

/** A weighted sum of all float outputs: a single number that depends on every element in its own way. */
function weightedSum(outputs: readonly Tensor[], random: Samples): Tensor {
  const parts = outputs
    .filter(({ dtype }) => isFloat(dtype))
    .map((output) => output.mul(leaf(random.uniform(output.shape, 0.5, 1.5))).sum())
  return parts.reduce((a, b) => a.add(b))
}

test('the gradient of every op is the slope of its reference', async (t) => {
  for (const [name, check] of checks) {
    await t.test(name, () => {
      for (const sample of check.samples(new Samples(seed))) {
        const { inputs, outputs } = outputsOf(check, sample)
        const isDifferentiable = outputs.some(({ dtype }) => isFloat(dtype)) && isFloat(inputs[0]!.dtype)
        if (sample.gradient === false || !isDifferentiable) continue
        checkGradient(inputs, outputs, describe(sample))
      }
    })
  }
})

function checkGradient(inputs: readonly Tensor[], outputs: readonly Tensor[], what: string): void {
  const loss = weightedSum(outputs, new Samples(seed + 1))
  const wanted = inputs.filter(({ dtype }) => isFloat(dtype))
  const gradients = interpret(grad(loss, wanted, { allowUnused: true }), checks)
  for (const [i, input] of wanted.entries()) {
    const [data] = interpret([input], checks)
    const slopes = data!.map((value, place) => {
      const h = 1e-5 * Math.max(1, Math.abs(value))
      const lossAt = (moved: number) =>
        interpret([loss], checks, new Map([[input.value, data!.with(place, moved)]]))[0]![0]!
      return (lossAt(value + h) - lossAt(value - h)) / (2 * h)
    })
    assertClose(gradients[i]!, slopes, 1e-7, `${what}, input ${i}`)
  }
}

test('second derivatives of smooth ops are the slopes of their gradients', async (t) => {
  for (const [name, check] of checks) {
    await t.test(name, () => {
      for (const sample of check.samples(new Samples(seed)).slice(0, 2)) {
        const { inputs, outputs } = outputsOf(check, sample)
        const isDifferentiable = outputs.some(({ dtype }) => isFloat(dtype)) && isFloat(inputs[0]!.dtype)
        if (sample.gradient === false || !isDifferentiable) continue
        const wanted = inputs.filter(({ dtype }) => isFloat(dtype))
        const first = grad(weightedSum(outputs, new Samples(seed + 2)), wanted, { allowUnused: true })
        checkGradient(wanted, first, `${describe(sample)}, twice`)
      }
    })
  }
})

test('every op and function is in the index', () => {
  const index = readFileSync(new URL('../src/index.ts', import.meta.url), 'utf8')
  for (const folder of ['ops', 'functions']) {
    for (const file of readdirSync(new URL(`../src/${folder}/`, import.meta.url))) {
      assert(index.includes(`'./${folder}/${file}'`), `${folder}/${file} is not in index.ts`)
    }
  }
})

test.after(() => defaultEngine().close())
