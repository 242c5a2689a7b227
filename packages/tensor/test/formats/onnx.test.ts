import assert from 'node:assert/strict'
import test from 'node:test'
import * as ort from 'onnxruntime-node'
import { bytesSource, type OnnxModel, onnxPieces, readOnnx, writeOnnx } from '../../src/formats/index.ts'
import { ProtoWriter } from '../../src/formats/protobuf-write.ts'
import {
  assertMutations,
  assertRefused,
  assertTruncations,
  bytesOf,
  fixtureSource,
  hugeSource,
} from './sources.ts'

const read = (bytes: Uint8Array) => readOnnx(bytesSource(bytes))
const session = (model: OnnxModel) => ort.InferenceSession.create(writeOnnx(model))

/** y = leakyRelu(x @ w + b), doubled where the sum of x is above 0. */
const branching: OnnxModel = {
  opset: 17,
  opsets: { 'com.example': 3 },
  producer: { name: 'nodeyard', version: '0.1.0' },
  metadata: { task: 'test', empty: '' },
  graph: {
    name: 'branching',
    inputs: [{ name: 'x', dtype: 'float32', shape: ['batch', 2] }],
    outputs: [{ name: 'y', dtype: 'float32', shape: ['batch', 3] }],
    initializers: {
      w: { dtype: 'float32', shape: [2, 3], data: Float32Array.of(1, 2, 3, 4, 5, 6) },
      b: { dtype: 'float32', shape: [3], data: Float32Array.of(-10, 0, 10) },
      zero: { dtype: 'float32', shape: [], data: Float32Array.of(0) },
    },
    operations: [
      { type: 'MatMul', inputs: ['x', 'w'], outputs: ['product'] },
      { type: 'Add', inputs: ['product', 'b'], outputs: ['sum'], name: 'bias' },
      { type: 'LeakyRelu', inputs: ['sum'], outputs: ['active'], attributes: { alpha: { float: 0.5 } } },
      {
        type: 'ReduceMax',
        inputs: ['x'],
        outputs: ['most'],
        attributes: { axes: { ints: [0, -1n] }, keepdims: { int: 0 } },
      },
      { type: 'Greater', inputs: ['most', 'zero'], outputs: ['isAbove'] },
      {
        type: 'If',
        inputs: ['isAbove'],
        outputs: ['y'],
        attributes: {
          then_branch: {
            graph: {
              inputs: [],
              outputs: [{ name: 'doubled', dtype: 'float32', shape: ['batch', 3] }],
              initializers: { two: { dtype: 'float32', shape: [1], data: Float32Array.of(2) } },
              operations: [{ type: 'Mul', inputs: ['active', 'two'], outputs: ['doubled'] }],
            },
          },
          else_branch: {
            graph: {
              inputs: [],
              outputs: [{ name: 'same', dtype: 'float32', shape: ['batch', 3] }],
              operations: [{ type: 'Identity', inputs: ['active'], outputs: ['same'] }],
            },
          },
        },
      },
    ],
  },
}

test('ONNX Runtime runs what was written, and the reader says the same of it', async () => {
  const running = await session(branching)
  try {
    const run = async (...values: number[]) => {
      const { y } = await running.run({
        x: new ort.Tensor('float32', Float32Array.from(values), [values.length / 2, 2]),
      })
      return [...(y!.data as Float32Array)]
    }
    assert.deepEqual(await run(1, 0), [-9, 4, 26])
    assert.deepEqual(await run(-1, 0, -2, 0), [-5.5, -1, 7, -6, -2, 4])
  } finally {
    await running.release()
  }

  const header = await read(writeOnnx(branching))
  assert.deepEqual(header.inputs, [{ name: 'x', kind: 'tensor', dtype: 'float32', shape: ['batch', 2] }])
  assert.deepEqual(header.outputs, [{ name: 'y', kind: 'tensor', dtype: 'float32', shape: ['batch', 3] }])
  assert.deepEqual([header.irVersion, header.opset], [10, 17])
  assert.deepEqual(header.opsets, { 'ai.onnx': 17, 'com.example': 3 })
  assert.deepEqual(header.producer, { name: 'nodeyard', version: '0.1.0' })
  assert.deepEqual(header.metadata, { task: 'test', empty: '' })
  assert.deepEqual(header.operators, {
    MatMul: 1,
    Add: 1,
    LeakyRelu: 1,
    ReduceMax: 1,
    Greater: 1,
    If: 1,
    Mul: 1,
    Identity: 1,
  })
  assert.deepEqual(header.initializers.map(({ name, shape, bytes }) => [name, shape, bytes]).sort(), [
    ['b', [3], 12],
    ['two', [1], 4],
    ['w', [2, 3], 24],
    ['zero', [], 4],
  ])
  assert.equal(header.parameterCount, 11)
  assert.deepEqual(header.dtypes, { float32: 4 })
})

test('an initializer lies where the reader says', async () => {
  const bytes = writeOnnx(branching)
  const b = (await read(bytes)).initializers.find(({ name }) => name === 'b')!
  assert.deepEqual([...new Float32Array(bytes.buffer.slice(b.offset!, b.offset! + b.bytes))], [-10, 0, 10])
})

test('every kind of attribute and many dtypes reach ONNX Runtime as written', async () => {
  const text: OnnxModel = {
    opset: 21,
    graph: {
      inputs: [{ name: 'x', dtype: 'int64', shape: [null] }],
      outputs: [
        { name: 'y', dtype: 'int64' },
        { name: 'words', dtype: 'string', shape: [2] },
        { name: 'four', dtype: 'float32', shape: [3] },
        { name: 'half', dtype: 'float16', shape: [2] },
      ],
      initializers: {
        words: { dtype: 'string', shape: [2], data: ['größe', ''] },
        nibbles: { dtype: 'int4', shape: [3], data: Uint8Array.of(0x2f, 0x07) },
        scale: { dtype: 'float32', shape: [], data: Float32Array.of(0.5) },
        half: { dtype: 'float16', shape: [2], data: Uint16Array.of(0x3c00, 0x4000) },
      },
      operations: [
        {
          type: 'Constant',
          inputs: [],
          outputs: ['large'],
          attributes: {
            value: { tensor: { dtype: 'int64', shape: [1], data: BigInt64Array.of(2n ** 62n) } },
          },
        },
        { type: 'Max', inputs: ['x', 'large'], outputs: ['y'] },
        { type: 'DequantizeLinear', inputs: ['nibbles', 'scale'], outputs: ['four'] },
      ],
    },
  }
  const running = await session(text)
  try {
    const { y, words, four, half } = await running.run({ x: new ort.Tensor('int64', [1n, -1n], [2]) })
    assert.deepEqual([...(y!.data as BigInt64Array)], [2n ** 62n, 2n ** 62n])
    assert.deepEqual(words!.data, ['größe', ''])
    assert.deepEqual([...(four!.data as Float32Array)], [-0.5, 1, 3.5])
    assert.deepEqual(half!.dims, [2])
  } finally {
    await running.release()
  }
  const header = await read(writeOnnx(text))
  assert.deepEqual(header.inputs[0]?.shape, [null])
  assert.deepEqual(header.outputs[0], { name: 'y', kind: 'tensor', dtype: 'int64', shape: null })
  assert.deepEqual(header.dtypes, { string: 1, int4: 1, float32: 1, float16: 1 })
  assert.equal(header.initializers.find(({ name }) => name === 'nibbles')?.bytes, 2)
})

test('models exported by PyTorch are read', async () => {
  const header = await readOnnx(await fixtureSource('exported.onnx'))
  assert.equal(header.producer.name, 'pytorch')
  assert.deepEqual(header.inputs, [{ name: 'x', kind: 'tensor', dtype: 'float32', shape: ['batch', 4] }])
  assert.equal(header.outputs[0]?.name, 'y')
  assert.equal(header.parameterCount, 4 * 3 + 3 + 3 * 2 + 2)
  assert.deepEqual(header.operators, { Gemm: 2 })
  const branches = await readOnnx(await fixtureSource('branching.onnx'))
  assert.equal(branches.operators.If, 1)
  assert.equal(branches.operators.Gemm, 1)
})

// Hand-made models: fields of ModelProto, GraphProto and TensorProto by their numbers.
type Write = (writer: ProtoWriter) => void
const modelWith = (graph: Write) =>
  new ProtoWriter()
    .int(1, 8)
    .message(7, graph)
    .message(8, (opset) => opset.int(2, 17))
    .finish()
const withTensor = (tensor: Write) => modelWith((graph) => graph.message(5, tensor))
const dims = (writer: ProtoWriter, ...sizes: (number | bigint)[]) => {
  for (const size of sizes) writer.int(1, size)
  return writer
}
const floats = (...values: number[]) => new Uint8Array(Float32Array.from(values).buffer)

test('packed and unpacked numbers mean the same', async () => {
  const packed = withTensor((tensor) =>
    tensor
      .bytes(1, Uint8Array.of(2, 0xac, 0x02))
      .int(2, 2)
      .bytes(9, new Uint8Array(600)),
  )
  const [tensor] = (await read(packed)).initializers
  assert.deepEqual([tensor?.shape, tensor?.dtype, tensor?.bytes], [[2, 300], 'uint8', 600])
  const typed = withTensor((writer) => dims(writer, 2).int(2, 1).bytes(4, floats(1, 2)))
  assert.deepEqual((await read(typed)).initializers[0]?.offset, null)
  const single = withTensor((writer) => dims(writer, 2).int(2, 1).float(4, 1).float(4, 2))
  assert.equal((await read(single)).parameterCount, 2)
})

test('initializers that are also inputs are no inputs; other kinds of values keep their kind', async () => {
  const model = modelWith((graph) =>
    graph
      .message(5, (tensor) => dims(tensor).int(2, 1).string(8, 'w').bytes(9, floats(1)))
      .message(11, (value) => value.string(1, 'w'))
      .message(11, (value) => value.string(1, 'open'))
      .message(11, (value) =>
        value
          .string(1, 'list')
          .message(2, (type) =>
            type.message(4, (sequence) =>
              sequence.message(1, (element) => element.message(1, (tensor) => tensor.int(1, 7))),
            ),
          ),
      )
      .message(12, (value) =>
        value.string(1, 'map').message(2, (type) => type.message(5, (map) => map.int(1, 7))),
      ),
  )
  const { inputs, outputs } = await read(model)
  assert.deepEqual(inputs, [
    { name: 'open', kind: 'unknown', dtype: null, shape: null },
    { name: 'list', kind: 'sequence', dtype: 'int64', shape: null },
  ])
  assert.deepEqual(outputs, [{ name: 'map', kind: 'map', dtype: null, shape: null }])
})

test('weights of 100 GB are passed over, unread', async () => {
  const bytes = 100_000_000_000
  // Lengths are written by hand: no array is that long.
  const open = (field: number, length: number) =>
    new ProtoWriter()
      .int(field, length)
      .finish()
      .with(0, field * 8 + 2)
  const tensorHead = bytesOf(new ProtoWriter().int(1, bytes).int(2, 2).finish(), open(9, bytes))
  const graphHead = open(5, tensorHead.byteLength + bytes)
  const graphBytes = graphHead.byteLength + tensorHead.byteLength + bytes
  const head = bytesOf(new ProtoWriter().int(1, 8).finish(), open(7, graphBytes), graphHead, tensorHead)
  const tail = new ProtoWriter().message(8, (opset) => opset.int(2, 17)).finish()
  const source = hugeSource(head.byteLength + bytes + tail.byteLength, [
    [0, head],
    [head.byteLength + bytes, tail],
  ])
  const header = await readOnnx(source)
  assert.equal(header.parameterCount, bytes)
  assert.equal(header.opset, 17)
  assert.ok(source.bytesRead < 20_000, `${source.bytesRead} bytes were read`)
})

test('data that do not fit their dtype and shape are refused', async () => {
  const refuse = (tensor: Write, text: string) => assertRefused(read(withTensor(tensor)), text)
  await refuse(
    (writer) => dims(writer, 10, 20).int(2, 1).string(8, 'w').bytes(9, new Uint8Array(400)),
    'onnx: tensor "w" carries 400 bytes of raw_data but float32 [10,20] needs 800',
  )
  await refuse((writer) => dims(writer, 2).int(2, 1), 'needs 8 bytes but carries no data')
  await refuse((writer) => dims(writer, 2).int(2, 1).bytes(4, floats(1)), 'cannot be the 2 values')
  await refuse((writer) => dims(writer, 3).int(2, 7).bytes(7, Uint8Array.of(1, 1)), 'cannot be the 3 values')
  await refuse((writer) => dims(writer, 1).int(2, 7).bytes(7, new Uint8Array(11)), 'cannot be the 1 values')
  await refuse(
    (writer) => dims(writer, 1).int(2, 7).bytes(4, floats(1)),
    'int64 keeps its data in float_data',
  )
  await refuse(
    (writer) => dims(writer, 1).int(2, 1).bytes(9, floats(1)).bytes(9, floats(2)),
    'again raw_data',
  )
  await refuse(
    (writer) => dims(writer, 1).int(2, 1).bytes(9, floats(1)).bytes(4, floats(2)),
    'again float_data',
  )
  await refuse((writer) => dims(writer, 1).int(2, 8).bytes(9, floats(1)), 'keeps strings in raw_data')
  await refuse((writer) => dims(writer, 2).int(2, 8).string(6, 'one'), 'cannot be the 2 values')
  await refuse((writer) => dims(writer, 1).int(2, 99).bytes(9, floats(1)), 'unknown data type 99')
  await refuse((writer) => dims(writer, -1).int(2, 1).bytes(9, floats(1)), 'says shape [-1]')
  await refuse((writer) => dims(writer, 2n ** 40n, 2n ** 40n).int(2, 1), 'more elements than any file')
  await refuse((writer) => dims(writer, ...Array(65).fill(1)).int(2, 1), 'more than 64 numbers')
  const twice: Write = (graph) => {
    for (let times = 0; times < 2; times++) {
      graph.message(5, (tensor) => dims(tensor).int(2, 1).string(8, 'w').bytes(9, floats(1)))
    }
  }
  await assertRefused(read(modelWith(twice)), 'initializer "w" appears twice')
})

test('external data stay in the folder, are as long as they must be, and are counted', async () => {
  const external = (entries: Record<string, string>, wrap = withTensor) =>
    read(
      wrap((tensor) => {
        dims(tensor, 2, 3).int(2, 1).string(8, 'w').int(14, 1)
        for (const [key, value] of Object.entries(entries)) {
          tensor.message(13, (entry) => entry.string(1, key).string(2, value))
        }
      }),
    )
  const header = await external({ location: 'weights/a.bin', offset: '4096', length: '24' })
  assert.deepEqual(header.externalFiles, [{ path: 'weights/a.bin', bytes: 4120 }])
  assert.deepEqual(header.initializers[0]?.external, { location: 'weights/a.bin', offset: 4096 })
  assert.equal(header.parameterCount, 6)

  const inAttribute = (tensor: Write) =>
    modelWith((graph) =>
      graph.message(1, (operation) =>
        operation
          .string(4, 'Constant')
          .message(5, (attribute) => attribute.string(1, 'value').message(5, tensor)),
      ),
    )
  for (const wrap of [withTensor, inAttribute]) {
    for (const location of [
      '/etc/passwd',
      '../secret',
      'a/../../b',
      'C:\\x',
      '\\\\host\\x',
      'a\\..\\..\\b',
      'a\0b',
      '',
    ]) {
      await assertRefused(external({ location }, wrap), 'external data of tensor "w": the path')
    }
    await assertRefused(external({ location: '*/_ORT_MEM_ADDR_/*' }, wrap), 'is not a file')
    await assertRefused(
      external({ location: 'a', length: '23' }, wrap),
      'says 23 bytes but float32 [2,3] needs 24',
    )
    await assertRefused(external({ location: 'a', offset: '-1' }, wrap), 'whole numbers from 0')
    await assertRefused(external({}, wrap), 'gives no location')
  }
})

test('graphs in graphs are bounded', async () => {
  let inner: Write = () => {}
  const wrap =
    (content: Write): Write =>
    (graph) =>
      graph.message(1, (operation) =>
        operation.string(4, 'If').message(5, (attribute) => attribute.message(6, content)),
      )
  for (let depth = 0; depth < 30; depth++) inner = wrap(inner)
  assert.equal((await read(modelWith(inner))).operators.If, 30)
  for (let depth = 0; depth < 200; depth++) inner = wrap(inner)
  await assertRefused(read(modelWith(inner)), 'graphs nest deeper than 32')
  let type: Write = () => {}
  const wrapType =
    (content: Write): Write =>
    (writer) =>
      writer.message(4, (sequence) => sequence.message(1, content))
  for (let depth = 0; depth < 100; depth++) type = wrapType(type)
  const nested = modelWith((graph) => graph.message(11, (value) => value.string(1, 'x').message(2, type)))
  await assertRefused(read(nested), 'nests deeper than 8')
})

test('what is no model, or not one model, is refused', async () => {
  const opset: Write = (writer) => writer.int(2, 17)
  const refuse = (writer: ProtoWriter, text: string) => assertRefused(read(writer.finish()), text)
  await refuse(new ProtoWriter(), 'ir_version says 0')
  await refuse(new ProtoWriter().int(1, 8).message(8, opset), 'it has no graph')
  await refuse(
    new ProtoWriter().int(1, 8).message(7, () => {}),
    'imports no operator set',
  )
  await refuse(
    new ProtoWriter()
      .int(1, 8)
      .message(7, () => {})
      .message(7, () => {}),
    'two graphs',
  )
  await refuse(
    new ProtoWriter()
      .int(1, -1)
      .message(7, () => {})
      .message(8, opset),
    'ir_version says -1',
  )
  await refuse(
    new ProtoWriter()
      .int(1, 8)
      .message(8, opset)
      .message(8, (writer) => writer.int(2, 18)),
    '17 and 18',
  )
  await refuse(new ProtoWriter().int(1, 8).int(7, 1), 'wire type 0, not 2')
  await assertRefused(read(modelWith((graph) => graph.message(1, () => {}))), 'no op_type')
  const twoInputs = modelWith((graph) =>
    graph.message(11, (value) => value.string(1, 'x')).message(11, (value) => value.string(1, 'x')),
  )
  await assertRefused(read(twoInputs), 'input "x" appears twice')
})

test('broken protobuf is refused', async () => {
  const refuse = (text: string, ...bytes: number[]) => assertRefused(read(Uint8Array.from(bytes)), text)
  await refuse('longer than 10 bytes', 0x08, ...Array(12).fill(0xff))
  await refuse('runs past the end', 0x08, 0x80)
  await refuse('wire type 3', 0x0b)
  await refuse('field number 0', 0x00, 0x01)
  await refuse('says 100 bytes but its message has 1 left', 0x3a, 100, 1)
  await refuse('says 5 bytes but its message has 1 left', 0x3a, 3, 0x0a, 5, 1)
  await refuse('-1 bytes', 0x3a, ...Array(9).fill(0xff), 1)
  await refuse('is cut short', 0x3a, 2, 0x0d, 1)
  await refuse('at most 4096 are allowed', ...new ProtoWriter().string(2, 'x'.repeat(5000)).finish())
  await refuse('not valid UTF-8', ...new ProtoWriter().bytes(2, Uint8Array.of(0xff)).finish())
})

test('the writer refuses tensors that do not fit', () => {
  const write = (dtype: 'float32' | 'string' | 'float6_e2m3', data: ArrayBufferView | string[]) =>
    writeOnnx({
      opset: 17,
      graph: { inputs: [], outputs: [], operations: [], initializers: { w: { dtype, shape: [2], data } } },
    })
  assert.throws(
    () => write('float32', new Float32Array(3)),
    /tensor "w" has 12 bytes but float32 \[2\] needs 8/,
  )
  assert.throws(() => write('float32', ['a', 'b']), /has 2 strings/)
  assert.throws(() => write('string', new Uint8Array(2)), /has 2 bytes/)
  assert.throws(() => write('float6_e2m3', new Uint8Array(2)), /which the format lacks/)
})

test('a model whose kernels would divide by zero is refused before ONNX Runtime sees it', async () => {
  const grouped = (group: number) =>
    writeOnnx({
      opset: 17,
      graph: {
        inputs: [{ name: 'x', dtype: 'float32', shape: [1, 2, 4, 4] }],
        outputs: [{ name: 'y', dtype: 'float32', shape: [1, 2, 5, 5] }],
        operations: [
          {
            type: 'ConvTranspose',
            inputs: ['x', 'w'],
            outputs: ['y'],
            attributes: { group: { int: group } },
          },
        ],
        initializers: { w: { dtype: 'float32', shape: [2, 2, 2, 2], data: new Float32Array(16) } },
      },
    })
  assert.equal((await read(grouped(1))).operators.ConvTranspose, 1)
  for (const group of [0, -1]) await assertRefused(read(grouped(group)), /"group" must be at least 1/)
})

test('no cut and no change of a model does worse than a FormatError', async () => {
  const whole = writeOnnx(branching)
  // The end is metadata_props, which a model may do without: the last field boundaries are models too.
  const header = await read(whole)
  const needed = writeOnnx({ ...branching, metadata: {}, opsets: {} }).byteLength
  assert.ok(header.operators.If === 1 && needed < whole.byteLength)
  await assertTruncations(whole, readOnnx, needed)
  await assertMutations(whole, readOnnx, 400)
})

test('in pieces it is the same file, and large tensors are the given arrays', () => {
  const data = Float32Array.from({ length: 3000 }, (_, i) => i)
  const { graph } = branching
  const initializers = { ...graph.initializers, unused: { dtype: 'float32' as const, shape: [3000], data } }
  const model = { ...branching, graph: { ...graph, initializers } }
  const pieces = onnxPieces(model)
  assert.deepEqual(new Uint8Array(Buffer.concat(pieces)), writeOnnx(model))
  assert.ok(pieces.some(({ buffer }) => buffer === data.buffer))
})
