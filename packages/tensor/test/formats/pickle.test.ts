import assert from 'node:assert/strict'
import test from 'node:test'
import fc from 'fast-check'
import { bytesSource, judgeGlobal, type PickleScan, scanPickle } from '../../src/formats/index.ts'
import { bytesOf, fixture, fixtureSource, hugeSource, u32, u64 } from './sources.ts'

const scan = async (name: string) => scanPickle(await fixtureSource(`pickles/${name}.pkl`))
const scanBytes = (...parts: (number | string | Uint8Array)[]) => scanPickle(bytesSource(bytesOf(...parts)))
const names = ({ globals }: PickleScan) => globals.map(({ module, name }) => `${module}.${name}`)

function assertVerdict(found: PickleScan, verdict: string, reason?: string) {
  assert.equal(found.verdict, verdict, JSON.stringify(found))
  assert.equal(found.reasons.length > 0, verdict !== 'safe')
  if (reason !== undefined) {
    assert.ok(
      found.reasons.some((text) => text.includes(reason)),
      found.reasons.join('\n'),
    )
  }
}

test('plain data are safe in every protocol', async () => {
  for (let protocol = 0; protocol <= 5; protocol++) {
    const found = await scan(`plain-${protocol}`)
    assertVerdict(found, 'safe')
    assert.ok(found.isWellFormed && found.pickles === 1)
    assert.ok(names(found).includes('collections.OrderedDict'), names(found).join())
    assert.ok(names(found).some((name) => name.startsWith('numpy.')))
  }
  assertVerdict(await scan('buffers'), 'safe')
})

test('a call of os.system is found in every protocol, however deep', async () => {
  for (let protocol = 0; protocol <= 5; protocol++) {
    const system = await scan(`system-${protocol}`)
    assertVerdict(system, 'dangerous', '"posix.system", which can run code')
    assert.deepEqual(system.globals, [{ module: 'posix', name: 'system', verdict: 'dangerous' }])
    assertVerdict(await scan(`nested-${protocol}`), 'dangerous', 'eval')
  }
  assertVerdict(await scan('getattr'), 'dangerous', '"builtins.getattr"')
})

test('names that are put together on the way are found', async () => {
  for (const name of [
    'memo',
    'far-memo',
    'rewritten-memo',
    'escaped-string',
    'escaped-unicode',
    'inst',
    'obj',
  ]) {
    const found = await scan(name)
    assertVerdict(found, 'dangerous', '"os.system"')
    assert.ok(found.isWellFormed)
  }
  assertVerdict(await scan('newobj'), 'dangerous', '"subprocess.Popen"')
  assertVerdict(await scan('dotted'), 'dangerous', '"random._os.system"')
})

test('what cannot be told beforehand is suspicious', async () => {
  assertVerdict(await scan('computed-name'), 'suspicious', 'whose name cannot be told')
  assertVerdict(await scan('extension'), 'suspicious', 'extension 7')
  assertVerdict(
    await scan('changes-global'),
    'suspicious',
    'it changes "torch._utils._rebuild_tensor_v2" itself',
  )
  assertVerdict(await scan('calls-result'), 'suspicious', 'did not import by name')
  assertVerdict(await scanBytes('cmymodels\nNet\n.'), 'suspicious', '"mymodels.Net", which is not known')
  const longName = `c${'x'.repeat(100_000)}\nNet\n.`
  assertVerdict(await scanBytes(longName), 'suspicious', 'whose name cannot be told')
  assert.ok((await scanBytes(longName)).isWellFormed)
})

test('pickles that follow the first are looked at too', async () => {
  const found = await scan('concatenated')
  assertVerdict(found, 'dangerous', 'posix.system')
  assert.equal(found.pickles, 2)
  assertVerdict(await scan('after-stop'), 'suspicious', 'is no opcode')
  const first = await scanPickle(await fixtureSource('pickles/concatenated.pkl'), { pickles: 1 })
  assertVerdict(first, 'safe')
  assert.equal(first.pickles, 1)
})

test('what is cut or malformed is suspicious, and what came before it stands', async () => {
  assertVerdict(await scan('empty'), 'suspicious', 'ends at byte 0 without a STOP')
  assertVerdict(await scan('only-protocol'), 'suspicious', 'without a STOP')
  assertVerdict(await scan('two-results'), 'suspicious', 'leaves 1 values behind')
  assertVerdict(await scan('cut'), 'dangerous', 'without a STOP')
  const cases: [string, (number | string | Uint8Array)[]][] = [
    ['is no opcode', [0xff]],
    ['inside an opcode', ['G', 1, 2]],
    ['inside a line', ['cos']],
    ['inside a line', ['S', 'x'.repeat(1000)]],
    ['BINUNICODE says 100 bytes, but 1 are left', ['X', u32(100), '.']],
    ['BINBYTES8 says', [0x8e, u64(2n ** 63n), '.']],
    ['BINSTRING says -1 bytes', ['T', u32(0xffffffff), '.']],
    ['STOP', ['.']],
    ['STOP', ['(.']],
    ['REDUCE', ['R.']],
    ['TUPLE', ['Nt.']],
    ['DUP', ['(2.']],
    ['finds nothing', ['h', 0, '.']],
    ['finds nothing', ['gx\n.']],
    ['has no slot', ['Np-1\n.']],
  ]
  for (const [reason, parts] of cases) {
    const found = await scanBytes(...parts)
    assertVerdict(found, 'suspicious', reason)
    assert.equal(found.isWellFormed, false)
  }
})

test('a payload of 100 GB is passed over, unread', async () => {
  const length = 100_000_000_000
  const head = bytesOf(0x80, 4, 0x8e, u64(length))
  const source = hugeSource(head.byteLength + length + 1, [
    [0, head],
    [head.byteLength + length, bytesOf('.')],
  ])
  const found = await scanPickle(source)
  assertVerdict(found, 'safe')
  assert.ok(source.bytesRead < 20_000)
})

test('streams made to be held are given up on', async () => {
  assertVerdict(await scanBytes('N'.repeat(1_000_001)), 'suspicious', 'stack is deeper')
  assertVerdict(await scanBytes('N.'.repeat(10_001)), 'suspicious', 'more than 10000 pickles')
  const imports = Array.from({ length: 10_001 }, (_, index) => `cm${index}\nn\n0`).join('')
  const found = await scanBytes(imports)
  assertVerdict(found, 'suspicious', 'more than 10000 names')
  assert.ok(found.globals.length === 10_000 && found.reasons.length <= 101)
})

test('the memo holds what it is given, in order or scattered', async () => {
  // Slots 0 to 9999 in order, one far away, and one in between written late: each gives back what it holds.
  const slot = (index: number) => bytesOf('r', u32(index), '0')
  const text = (value: string) => bytesOf('U', value.length, value)
  const fill = Array.from({ length: 10_000 }, (_, index) => bytesOf(text(`n${index}`), slot(index)))
  const get = (index: number) => bytesOf('j', u32(index))
  for (const [index, name] of [
    [0, 'n0'],
    [1023, 'n1023'],
    [9999, 'n9999'],
    [1_000_000, 'far'],
    [10_500, 'gap'],
  ] as const) {
    const far = bytesOf(text('far'), slot(1_000_000), text('gap'), slot(10_500))
    for (const parts of [
      [...fill, far],
      [far, ...fill],
    ]) {
      const found = await scanBytes(...parts, text('m'), get(index), 0x93, '.')
      assert.deepEqual(names(found), [`m.${name}`])
      assert.ok(found.isWellFormed)
    }
  }
})

test('names are judged by what they reach', () => {
  const verdicts = {
    safe: [
      'torch._utils _rebuild_tensor_v2',
      'torch FloatStorage',
      'collections OrderedDict',
      'numpy dtype',
      'numpy._core.multiarray _reconstruct',
      '__torch__.Net Net',
      'builtins set',
    ],
    suspicious: [
      'mymodels Net',
      'torch.nn.modules.linear Linear',
      'collections abc',
      'numpy core',
      'builtins type',
      'sklearn.svm SVC',
      'torch._utilsx y',
      'test.models Net',
      'osm map',
    ],
    dangerous: [
      'os system',
      'os.path join',
      'nt system',
      'posix system',
      'subprocess Popen',
      'sys exit',
      'runpy run_path',
      'socket socket',
      'webbrowser open',
      'pip main',
      'torch.hub load',
      'importlib import_module',
      'shutil rmtree',
      'ctypes CDLL',
      'pickle loads',
      '_pickle loads',
      'builtins eval',
      'builtins exec',
      'builtins getattr',
      '__builtin__ eval',
      'builtins __import__',
      'builtins getattr.__call__',
      'torch load',
      'torch.serialization load',
      'numpy load',
      'operator attrgetter',
      'random _os.system',
      'random _os',
      'anything sub.os.system',
      'collections OrderedDict.__subclasses__',
      'types FunctionType',
      'timeit timeit',
      'pandas read_pickle',
      'commands getoutput',
    ],
  }
  for (const [verdict, list] of Object.entries(verdicts)) {
    for (const entry of list) {
      const [module = '', name = ''] = entry.split(' ')
      assert.equal(judgeGlobal(module, name), verdict, entry)
    }
  }
})

test('no cut, no change and no random stream makes it throw, hang, or call a hostile pickle safe', async () => {
  for (const name of ['plain-0', 'plain-2', 'plain-5', 'nested-4', 'memo', 'inst']) {
    const whole = await fixture(`pickles/${name}.pkl`)
    for (let length = 0; length < whole.byteLength; length++) {
      const found = await scanPickle(bytesSource(whole.subarray(0, length)))
      assert.notEqual(found.verdict, 'safe', `${name} cut to ${length}`)
    }
  }
  const opcodes = fc.constantFrom(
    ...'(.012FIJKLMNPQRSTUVXabcd}eghijl]opqrstu)GBC\n\x80\x81\x82\x83\x84\x85\x86\x87\x88\x89\x8a\x8b\x8c\x8d\x8e\x8f\x90\x91\x92\x93\x94\x95\x96\x97\x98',
  )
  const stream = fc.array(
    fc.oneof(
      opcodes.map((char) => char.charCodeAt(0)),
      fc.nat(255),
    ),
    { maxLength: 60 },
  )
  await fc.assert(
    fc.asyncProperty(stream, async (bytes) => {
      const { verdict, reasons, isWellFormed } = await scanPickle(bytesSource(Uint8Array.from(bytes)))
      assert.ok(verdict !== 'safe' || (reasons.length === 0 && isWellFormed))
      const bad = await scanBytes('cos\nsystem\n0', Uint8Array.from(bytes))
      assert.equal(bad.verdict, 'dangerous')
    }),
    { seed: 20261122, numRuns: 1000 },
  )
})
