import assert from 'node:assert/strict'
import { test } from 'node:test'
import { checkInputs } from '../../src/domain/runtimes/check-inputs.ts'
import type { Dtype } from '../../src/domain/runtimes/dtype.ts'
import type { Dimension, ModelSchema } from '../../src/domain/runtimes/model-schema.ts'
import { elementCount, type Tensors, tensorOf } from '../../src/domain/runtimes/tensor-value.ts'
import { Fault } from '../../src/fault.ts'

const digits: ModelSchema = {
  inputs: [{ name: 'image', dtype: 'float32', shape: ['batch', 1, 28, 28] }],
  outputs: [],
}

function tensor(dtype: Dtype, ...shape: number[]) {
  return tensorOf(dtype, shape, new Float32Array(elementCount(shape)))
}

function refuses(inputs: Tensors, schema: ModelSchema, ...messages: RegExp[]) {
  assert.throws(
    () => checkInputs(inputs, schema),
    (fault) => {
      assert.ok(fault instanceof Fault)
      assert.equal(fault.code, 'validation_failed')
      const issues = fault.detail.issues!
      assert.equal(issues.length, messages.length)
      for (const [i, message] of messages.entries()) assert.match(issues[i]!.message, message)
      assert.equal(fault.detail.field, issues[0]!.loc.slice(1).join('.'))
      return true
    },
  )
}

test('inputs of the model’s names, dtypes and shapes pass, whatever a free axis measures', () => {
  for (const rows of [0, 1, 7]) checkInputs({ image: tensor('float32', rows, 1, 28, 28) }, digits)
  checkInputs({}, { inputs: [], outputs: [] })
})

test('one sample without its batch axis is refused with the shape it should have', () => {
  refuses(
    { image: tensor('float32', 1, 28, 28) },
    digits,
    /^input "image" has shape \[1, 28, 28\]; expected \[batch, 1, 28, 28\]: send one sample as \[1, 1, 28, 28\]$/,
  )
})

test('a wrong rank, size or dtype says what came and what was expected', () => {
  refuses({ image: tensor('float32', 28) }, digits, /has shape \[28\]; expected \[batch, 1, 28, 28\]$/)
  refuses({ image: tensor('float32', 2, 1, 28, 27) }, digits, /\(axis 3 is 27, not 28\)/)
  refuses(
    { image: tensor('int8', 1, 1, 28, 28) },
    digits,
    /^input "image" is int8; expected float32\[batch, 1, 28, 28\]$/,
  )
})

test('every missing, unknown and wrong input is told at once', () => {
  const two: ModelSchema = {
    inputs: [
      { name: 'a', dtype: 'float32', shape: ['n', 2] },
      { name: 'b', dtype: 'int64', shape: ['n', null] },
    ],
    outputs: [],
  }
  refuses(
    { A: tensor('float32', 1, 2), b: tensor('int64', 3) },
    two,
    /^input "a" is missing; the model takes "a" \(float32\[n, 2\]\), "b" \(int64\[n, \?\]\)$/,
    /input "b" has shape \[3\]; expected \[n, \?\]: send one sample as \[1, 3\]/,
    /^the model has no input "A"/,
  )
  refuses(
    { a: tensor('float32', 2, 2), b: tensor('int64', 3, 9) },
    two,
    /axis 0 of "a" made "n" 2, so axis 0 must be 2 too/,
  )
})

test('axes without a name are each of any size', () => {
  const free: Dimension[] = [null, null]
  const schema: ModelSchema = {
    inputs: [
      { name: 'a', dtype: 'float32', shape: free },
      { name: 'b', dtype: 'float32', shape: free },
    ],
    outputs: [],
  }
  checkInputs({ a: tensor('float32', 2, 3), b: tensor('float32', 4, 5) }, schema)
})

test('names of Object.prototype are no inputs', () => {
  const schema: ModelSchema = {
    inputs: [{ name: 'constructor', dtype: 'float32', shape: ['n'] }],
    outputs: [],
  }
  refuses({}, schema, /input "constructor" is missing/)
})
