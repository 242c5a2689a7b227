import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import * as T from '../src/index.ts'
import {
  capture,
  compile,
  type HostArray,
  Module,
  manualSeed,
  Parameter,
  readAll,
  type Tensor,
  TensorError,
  tensor,
  variable,
} from '../src/index.ts'

const failsWith = (code: string, message: RegExp) => (error: unknown) =>
  error instanceof TensorError && error.code === code && message.test(error.message)

class Net extends Module {
  readonly inProj = new T.Linear(3, 4)
  readonly norm = new T.BatchNorm1d(4)
  readonly drop = new T.Dropout(0.4)
  readonly head = new T.Linear(4, 2, { bias: false })
  /** The same weights by another name. */
  readonly tied = this.head
  readonly seen = variable(T.zeros([]))

  forward(x: Tensor): Tensor {
    return this.head.forward(this.drop.forward(this.norm.forward(this.inProj.forward(x)).relu()))
  }
}

const values = async (module: Module): Promise<Record<string, HostArray>> => {
  const state = module.stateDict()
  const names = Object.keys(state)
  const arrays = await readAll(Object.values(state))
  return Object.fromEntries(arrays.map((data, i) => [names[i]!, data]))
}

test('parameters, buffers and modules are found by the names of their properties', () => {
  const net = new Net()
  assert.deepEqual(Object.keys(net.stateDict()), [
    'seen',
    'in_proj.weight',
    'in_proj.bias',
    'norm.weight',
    'norm.bias',
    'norm.running_mean',
    'norm.running_var',
    'norm.num_batches_tracked',
    'head.weight',
    'tied.weight',
  ])
  assert.deepEqual(
    net.namedParameters().map(([name]) => name),
    ['in_proj.weight', 'in_proj.bias', 'norm.weight', 'norm.bias', 'head.weight'],
  )
  assert.equal(net.buffers().length, 4)
  assert.deepEqual(
    net.namedModules().map(([name]) => name),
    ['', 'in_proj', 'norm', 'drop', 'head'],
  )
})

test('loading is strict, says all that is wrong, and takes nothing then', async () => {
  const net = new Net()
  const before = await values(net)
  const { seen, ...state } = net.stateDict()
  const wrong = { ...state, 'head.weight': T.zeros([2, 5]), extra: T.zeros([1]) }
  assert.throws(
    () => net.loadStateDict(wrong),
    failsWith('state', /head\.weight is \[2, 4\] here, \[2, 5\] there.*missing: seen.*unexpected: extra/),
  )
  assert.throws(() => net.loadStateDict(wrong, { strict: false }), failsWith('state', /head\.weight/))
  assert.deepEqual(await values(net), before)
  const { missing, unexpected } = net.loadStateDict({ ...state, extra: seen! }, { strict: false })
  assert.deepEqual([missing, unexpected], [['seen'], ['extra']])
})

test('saved and loaded, a module and its optimizer go on as if nothing had happened', async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 0, max: 2 ** 40 }), async (seed) => {
      const start = () => {
        const net = new Net()
        const optimizer = new T.AdamW(net.parameters(), { lr: 0.05 })
        const step = compile((x: Tensor) => {
          const loss = net.forward(x).square().mean()
          optimizer.minimize(loss)
          return loss
        })
        return { net, optimizer, step }
      }
      manualSeed(seed)
      const x = T.randn([5, 3])
      const first = start()
      await first.step(x)
      await first.step(x)
      const other = start()
      await other.net.fromSafetensors(await first.net.toSafetensors())
      const { tensors, groups } = first.optimizer.stateDict()
      const saved = await T.tensorsToSafetensors(tensors)
      other.optimizer.loadStateDict({ tensors: await T.tensorsFromSafetensors(saved), groups })
      assert.deepEqual(await values(other.net), await values(first.net))
      manualSeed(seed + 1)
      const expected = await (await first.step(x)).item()
      manualSeed(seed + 1)
      assert.equal(await (await other.step(x)).item(), expected)
      assert.deepEqual(await values(other.net), await values(first.net))
    }),
    { numRuns: 3, seed: 1 },
  )
})

test('a compiled step follows a module into evaluation and back, and frozen parameters', async () => {
  const net = new Net()
  let traces = 0
  const forward = compile((x: Tensor) => {
    traces++
    return net.forward(x)
  })
  const x = T.randn([6, 3])
  const trained = await (await forward(x)).read()
  const mean = await net.norm.runningMean!.read()
  net.eval()
  const [a, b] = [await (await forward(x)).read(), await (await forward(x)).read()]
  assert.deepEqual(a, b)
  assert.notDeepEqual(a, trained)
  assert.deepEqual(await net.norm.runningMean!.read(), mean)
  net.train()
  await forward(x)
  assert.notDeepEqual(await net.norm.runningMean!.read(), mean)
  assert.equal(traces, 2)

  const optimizer = new T.SGD(net.parameters(), { lr: 0.1 })
  const step = compile((input: Tensor) => {
    const loss = net.forward(input).square().mean()
    optimizer.minimize(loss)
    return loss
  })
  net.requiresGrad(false)
  net.head.weight.requiresGrad = true
  const before = await values(net)
  await step(x)
  const after = await values(net)
  assert.deepEqual(after['in_proj.weight'], before['in_proj.weight'])
  assert.notDeepEqual(after['head.weight'], before['head.weight'])
  net.requiresGrad()
  await step(x)
  assert.notDeepEqual((await values(net))['in_proj.weight'], before['in_proj.weight'])
})

test('an optimizer steps outside of compiled steps too, all parameters from the same state', async () => {
  const train = async (isCompiled: boolean) => {
    manualSeed(4)
    const net = new T.Sequential(new T.Linear(3, 4), new T.Tanh(), new T.Linear(4, 1))
    const optimizer = new T.SGD(
      [
        { parameters: [...net].slice(0, 1).flatMap((layer) => layer.parameters()), lr: 0.2 },
        {
          parameters: [...net].slice(2).flatMap((layer) => layer.parameters()),
        },
      ],
      { lr: 0.05, momentum: 0.9 },
    )
    const x = T.randn([5, 3])
    const update = () => {
      const loss = net.forward(x).square().mean()
      optimizer.minimize(loss, (gradients) => T.clipGradNorm(gradients, 0.5).gradients)
      return null
    }
    const step = isCompiled ? compile(update) : async () => update()
    for (let i = 0; i < 3; i++) await step()
    return await values(net)
  }
  const [eager, compiled] = [await train(false), await train(true)]
  for (const [name, data] of Object.entries(eager)) {
    for (const [i, value] of data!.entries())
      assert(Math.abs(Number(value) - Number(compiled[name]![i])) < 1e-6)
  }
})

test('capture and watch give every output and gradient, and change nothing', async () => {
  const train = async (isCaptured: boolean) => {
    manualSeed(9)
    const net = new Net()
    const optimizer = new T.Adam(net.parameters(), { lr: 0.01 })
    const step = compile((x: Tensor) => {
      if (!isCaptured) {
        const loss = net.forward(x).square().mean()
        optimizer.minimize(loss)
        return { loss, captured: {} }
      }
      const { result: loss, outputs } = T.watch(net, () => net.forward(x).square().mean())
      const { captured, gradients } = capture(
        loss,
        { ...outputs, ...T.operations(loss) },
        optimizer.parameters,
      )
      optimizer.step(gradients)
      return { loss, captured }
    })
    const results = []
    for (let i = 0; i < 3; i++) results.push(await step(T.randn([4, 3])))
    const losses = await readAll(results.map(({ loss }) => loss))
    return { losses, state: await values(net), last: results.at(-1)! }
  }
  const [plain, captured] = [await train(false), await train(true)]
  assert.deepEqual(captured.losses, plain.losses)
  assert.deepEqual(captured.state, plain.state)
  const found = captured.last.captured as Record<string, T.Captured>
  assert.deepEqual(Object.keys(found).slice(0, 4), ['in_proj', 'norm', 'drop', 'head'])
  // The head's output y gives the loss mean(y²), whose gradient is 2y / 8.
  const { output, gradient } = found.head!
  const [y, dy] = await readAll([output.mul(0.25), gradient!])
  assert.deepEqual(y, dy)
})

test("initial weights are distributed as PyTorch's, and follow from the seed", async () => {
  manualSeed(0)
  const range = async (x: Tensor) => {
    const [low, high, deviation] = await readAll([x.amin(), x.amax(), x.std()])
    return [low![0], high![0], deviation![0]].map((value) => Math.round(Number(value) * 100) / 100)
  }
  assert.deepEqual(await range(new T.Linear(100, 400).weight), [-0.1, 0.1, 0.06])
  assert.deepEqual(await range(new T.Conv2d(4, 300, 5).weight), [-0.1, 0.1, 0.06])
  assert.deepEqual(await range(new T.GRU(50, 100).parameters()[0]!), [-0.1, 0.1, 0.06])
  assert.deepEqual(await range(T.kaimingUniform([300, 96], { nonlinearity: 'relu' })), [-0.25, 0.25, 0.14])
  assert.deepEqual(await range(T.xavierUniform([300, 300])), [-0.1, 0.1, 0.06])
  assert.equal((await range(T.xavierNormal([100, 100])))[2], 0.1)
  assert.equal(
    (await range(T.kaimingNormal([50, 100], { mode: 'fan_out', nonlinearity: 'linear' })))[2],
    0.14,
  )
  const [low, high] = await range(T.truncNormal([2000], { std: 2, a: -1, b: 3 }))
  assert(low! >= -1 && high! <= 3 && high! > 2.8, `${low} ${high}`)
  for (const shape of [
    [3, 5],
    [5, 3],
    [2, 3, 2],
  ]) {
    const w = T.orthogonal(shape, { gain: 2 }).flatten(1)
    const product = w.shape[0]! < w.shape[1]! ? w.matmul(w.t()) : w.t().matmul(w)
    const identity = T.eye(product.shape[0]!).mul(4)
    assert((await product.sub(identity).abs().amax().item()) < 1e-5)
  }
  const table = new T.Embedding(6, 4, { paddingIdx: 2 }).weight
  assert.deepEqual(await table.select(0, 2).tolist(), [0, 0, 0, 0])
  const draw = async () => {
    manualSeed(3)
    return await values(new T.TransformerEncoderLayer(4, 2, { dimFeedforward: 8 }))
  }
  assert.deepEqual(await draw(), await draw())
})

test('RMS norm, dropout between layers, and what is refused', async () => {
  const norm = new T.RMSNorm(2)
  norm.loadStateDict({ weight: tensor([2, 3]) })
  assert.deepEqual(await norm.forward(tensor([[3, -3]])).tolist(), [[2, -3]])
  const lstm = new T.LSTM(2, 3, { numLayers: 2, dropout: 0.9 })
  const x = T.randn([4, 1, 2])
  const evaluated = await lstm.eval().forward(x).output.read()
  assert.notDeepEqual(await lstm.train().forward(x).output.read(), evaluated)
  assert.deepEqual(await lstm.eval().forward(x).output.read(), evaluated)
  assert.throws(() => new T.BatchNorm2d(3).forward(T.zeros([2, 4, 2, 2])), failsWith('shape', /3 channels/))
  assert.throws(() => new T.BatchNorm1d(3).forward(T.zeros([1, 3])), failsWith('shape', /no variance/))
  assert.throws(() => new T.MultiheadAttention(5, 2), failsWith('argument', /heads/))
  assert.throws(() => new T.Adam([]), failsWith('argument', /no parameters/))
  const w = new Parameter(tensor([1]))
  assert.throws(
    () => new T.Adam([{ parameters: [w] }, { parameters: [w] }]),
    failsWith('argument', /two groups/),
  )
  assert.throws(() => new T.Adam([w]).step([T.zeros([2])]), failsWith('shape', /gradient/))
  assert.throws(() => new T.Adam([w]).step([]), failsWith('argument', /0 gradients/))
})

test.after(() => T.defaultEngine().close())
