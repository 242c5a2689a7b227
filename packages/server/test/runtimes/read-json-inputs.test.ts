import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { Dtype } from '../../src/domain/runtimes/dtype.ts'
import type { Dimension, ModelSchema } from '../../src/domain/runtimes/model-schema.ts'
import { readInputObject, readJsonInputs } from '../../src/domain/runtimes/read-json-inputs.ts'
import { JsonTensorScanner } from '../../src/domain/runtimes/scan-json-tensor.ts'
import { Fault } from '../../src/fault.ts'

function schema(dtype: Dtype, shape: Dimension[] = ['batch', null]): ModelSchema {
  return { inputs: [{ name: 'x', dtype, shape }], outputs: [] }
}

function read(dtype: Dtype, body: string | object) {
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  return readJsonInputs(Buffer.from(text), schema(dtype))
}

function faultOf(work: () => unknown): Fault {
  try {
    work()
  } catch (error) {
    assert.ok(error instanceof Fault, `${error}`)
    return error
  }
  assert.fail('nothing was refused')
}

const refuses = (dtype: Dtype, x: unknown, message: RegExp) => {
  const fault = faultOf(() => read(dtype, { input: { x } }))
  assert.equal(fault.code, 'validation_failed')
  assert.equal(fault.detail.field, 'input.x')
  assert.match(fault.message, message)
}

test('nested arrays become a tensor of the model’s dtype, their shape inferred', () => {
  const { inputs, form } = read('float32', {
    input: {
      x: [
        [1, 2.5, -3e-2],
        [0.1, 5, 6],
      ],
    },
  })
  assert.equal(form, 'nested')
  assert.deepEqual(inputs.x, {
    dtype: 'float32',
    shape: [2, 3],
    data: Float32Array.of(1, 2.5, -3e-2, 0.1, 5, 6),
  })
})

test('every dtype is read from JSON, with its extremes', () => {
  const cases: [Dtype, unknown[], ArrayLike<unknown>][] = [
    [
      'float32',
      [0.1, 'NaN', 'Infinity', '-Infinity', -0],
      Float32Array.of(0.1, NaN, Infinity, -Infinity, -0),
    ],
    ['float64', [0.1, 1.7976931348623157e308], Float64Array.of(0.1, Number.MAX_VALUE)],
    ['float16', [0.1, 65504, 65519], Float16Array.of(0.1, 65504, 65504)],
    ['int8', [-128, 127], Int8Array.of(-128, 127)],
    ['int16', [-32768, 32767], Int16Array.of(-32768, 32767)],
    ['int32', [-2147483648, 2147483647], Int32Array.of(-2147483648, 2147483647)],
    [
      'int64',
      [-5, '9223372036854775807', '-9223372036854775808'],
      BigInt64Array.of(-5n, 2n ** 63n - 1n, -(2n ** 63n)),
    ],
    ['uint8', [0, 255], Uint8Array.of(0, 255)],
    ['uint16', [0, 65535], Uint16Array.of(0, 65535)],
    ['uint32', [0, 4294967295], Uint32Array.of(0, 4294967295)],
    ['uint64', [7, '18446744073709551615'], BigUint64Array.of(7n, 2n ** 64n - 1n)],
    ['bool', [true, false, 1, 0], Uint8Array.of(1, 0, 1, 0)],
    ['string', ['a', 'ü', ''], ['a', 'ü', '']],
  ]
  for (const [dtype, written, data] of cases) {
    const { inputs } = read(dtype, `{"input":{"x":[${JSON.stringify(written).replace(',0]', ',-0]')}]}}`)
    assert.deepEqual(inputs.x, { dtype, shape: [1, written.length], data }, dtype)
  }
})

test('what a dtype cannot hold is refused by the element that is wrong', () => {
  refuses('uint8', [[1, 256]], /^input\.x\[0\]\[1\] is 256, outside uint8 \(0 to 255\)$/)
  refuses('int32', [[1.5]], /input\.x\[0\]\[0\] is 1\.5; expected a whole number \(int32\)/)
  refuses('int64', [[2 ** 60]], /beyond 2\^53: send it as a text of digits/)
  refuses('uint64', [['-1']], /is -1, outside uint64/)
  refuses('float32', [[1, 'one']], /input\.x\[0\]\[1\] is "one"; expected a number/)
  refuses('float32', [[null]], /is null; expected a number/)
  refuses('float32', [[1e300]], /beyond what float32 can hold/)
  refuses('float16', [[65520]], /beyond what float16 can hold/)
  const beyond = faultOf(() => read('float64', '{"input":{"x":[[1e999]]}}'))
  assert.match(beyond.message, /beyond what float64 can hold/)
  refuses('bool', [[2]], /expected true, false, 1 or 0/)
  refuses('string', [[1]], /is 1; expected a text/)
})

test('nested arrays must be rectangular, and two long ragged rows cost no memory', () => {
  refuses('float32', [[1, 2], [3]], /input\.x\[1\] has 1 entries where the first of its kind has 2/)
  refuses('float32', [[1], 2], /input\.x\[1\] is 2; expected an array of 1/)
  refuses('float32', [1, [2]], /input\.x\[1\] is an array; expected an element/)
  const long = Array.from({ length: 200_000 }, () => 1)
  refuses('float32', [long, ...long], /input\.x\[1\] is 1; expected an array of 200000/)
  const deep = `{"input":{"x":${'['.repeat(5000)}${']'.repeat(5000)}}}`
  assert.match(faultOf(() => read('float32', deep)).message, /more than 32 axes/)
})

test('a tensor may be written as an object, its data flat, nested or base64', () => {
  const data = Float32Array.of(1, 2, 3, 4)
  const base64 = Buffer.from(data.buffer).toString('base64')
  const expected = { dtype: 'float32', shape: [2, 2], data }
  const as = (x: object) => read('float32', { input: { x } })
  assert.deepEqual(as({ shape: [2, 2], data: [1, 2, 3, 4] }), {
    inputs: { x: expected },
    form: 'object',
    rest: {},
  })
  assert.deepEqual(
    as({
      dtype: 'float32',
      data: [
        [1, 2],
        [3, 4],
      ],
    }).inputs.x,
    expected,
  )
  assert.deepEqual(
    as({
      shape: [2, 2],
      data: [
        [1, 2],
        [3, 4],
      ],
    }).inputs.x,
    expected,
  )
  assert.deepEqual(as({ shape: [2, 2], data: base64 }), { inputs: { x: expected }, form: 'base64', rest: {} })

  refuses('float32', { shape: [2, 2], data: [1, 2, 3] }, /3 elements, but shape \[2, 2\] needs 4/)
  refuses(
    'float32',
    {
      shape: [4, 1],
      data: [
        [1, 2],
        [3, 4],
      ],
    },
    /nested as \[2, 2\] but shape says \[4, 1\]/,
  )
  refuses('float32', { shape: [2, 3], data: base64 }, /16 bytes of base64, but float32 \[2, 3\] needs 24/)
  refuses('float32', { shape: [2, 2], data: `${base64.slice(0, -3)}*==` }, /not base64/)
  refuses('float32', { data: base64 }, /shape is missing/)
  refuses('float32', { dtype: 'int8', shape: [1], data: [1] }, /dtype is int8; the model takes float32/)
  refuses('float32', { shape: [1, -1], data: [1] }, /shape must be an array of whole numbers/)
  refuses('float32', { shape: [2 ** 30, 2 ** 30], data: base64 }, /needs/)
  refuses('float32', { shape: [1], data: [1], name: 'x' }, /unknown field "name"/)
  refuses('bool', { shape: [2], data: Buffer.of(1, 2).toString('base64') }, /byte 2 at 1; a bool is 0 or 1/)
})

test('a body that is no invocation says what one is', () => {
  assert.equal(faultOf(() => read('float32', '{"input":')).code, 'invalid_json')
  assert.equal(
    faultOf(() => readJsonInputs(Uint8Array.of(0xff, 0xfe), schema('float32'))).code,
    'invalid_json',
  )
  for (const body of ['[]', 'null', '3', '{}', '{"inputs":{}}']) {
    assert.match(faultOf(() => read('float32', body)).message, /the body must be \{"input"/, body)
  }
  assert.match(
    faultOf(() => read('float32', '{"input":[1]}')).message,
    /input is an array; expected an object/,
  )
  const unknown = faultOf(() => read('float32', { input: { image: [[1]], y: 1 } }))
  assert.equal(
    unknown.message,
    'the model has no input "image"; it takes "x" (float32[batch, ?]) (and 1 more)',
  )
  assert.deepEqual(
    unknown.detail.issues?.map(({ loc }) => loc.join('.')),
    ['body.input.image', 'body.input.y'],
  )
})

test('what stands beside input is handed on', () => {
  assert.deepEqual(read('float32', { timeout_ms: 5, input: { x: [[1]] } }).rest, { timeout_ms: 5 })
})

test('the scanner reads what JSON.parse reads, to the last bit, or leaves it alone', () => {
  const space = fc.constantFrom('', '', '', ' ', '\n', '\t ', '\r\n')
  const decimal = fc.oneof(
    fc.double({ noNaN: true, noDefaultInfinity: true }).map(String),
    fc.float({ noNaN: true, noDefaultInfinity: true }).map(String),
    fc.integer({ min: 0, max: 127 }).map(String),
    fc.tuple(fc.bigInt({ min: 0n, max: 10n ** 24n }), fc.nat(24)).map(([digits, at]) => {
      const text = digits.toString().padStart(at + 1, '0')
      return at === 0 ? text : `${text.slice(0, -at)}.${text.slice(-at)}`
    }),
    fc.constantFrom('-0', '0', '1e5', '1E+5', '-1.5e-7', '0.1e1'),
  )
  const broken = fc.constantFrom(
    '01',
    '1.',
    '.5',
    '-',
    '+1',
    'NaN',
    '1e',
    '"3"',
    'null',
    '0x1',
    '[',
    '',
    '1 2',
  )
  const grid = (element: fc.Arbitrary<string>) =>
    fc
      .tuple(
        fc.integer({ min: 1, max: 3 }),
        fc.integer({ min: 1, max: 5 }),
        fc.array(fc.tuple(space, element, space), { minLength: 15, maxLength: 15 }),
      )
      .map(([height, width, elements]) => {
        const texts = elements.map((parts) => parts.join(''))
        const rows = Array.from({ length: height }, (_, y) => `[${texts.slice(y * width, (y + 1) * width)}]`)
        return `[${rows.join(',')}]`
      })
  const ragged = fc.letrec((tie) => ({
    value: fc.oneof({ maxDepth: 3 }, decimal, tie('array')),
    array: fc.array(tie('value'), { maxLength: 4 }).map((parts) => `[${parts}]`),
  })).array as fc.Arbitrary<string>
  const dtypes: Dtype[] = ['float32', 'float64', 'float16', 'int8', 'uint8', 'int32', 'int64', 'uint64']
  const check = (text: string, dtype: Dtype): boolean => {
    const scanner = new JsonTensorScanner(Buffer.from(`${text} `))
    const scanned = scanner.scan(schema(dtype).inputs[0]!)
    if (!scanned) return false
    assert.equal(scanner.position, text.length)
    const { inputs } = readInputObject({ x: JSON.parse(text) }, schema(dtype))
    assert.deepEqual(scanned, inputs.x)
    return true
  }
  fc.assert(
    fc.property(grid(decimal), (text) => assert.ok(check(text, 'float64'), text)),
    { numRuns: 2000 },
  )
  const anything = fc.oneof(grid(decimal), grid(fc.oneof(decimal, broken)), ragged)
  fc.assert(
    fc.property(anything, fc.constantFrom(...dtypes), (text, dtype) => void check(text, dtype)),
    { numRuns: 4000 },
  )
})

test('a decimal printed as a double settles the same float32 as the double would', () => {
  for (let i = 0; i < 20_000; i++) {
    const value = Math.fround(Math.sin(i) * 10 ** ((i % 40) - 20))
    const text = `[${value}]`
    const scanned = new JsonTensorScanner(Buffer.from(text)).scan({
      name: 'x',
      dtype: 'float32',
      shape: [null],
    })
    assert.equal(scanned?.data[0], value, text)
  }
})
