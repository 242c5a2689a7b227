import assert from 'node:assert/strict'
import test from 'node:test'
import { bytesSource, inspectFile, type TorchReport } from '../../src/formats/index.ts'
import { assertMutations, assertRefused, assertTruncations, fixture, fixtureSource } from './sources.ts'
import { zipFile } from './zip-files.ts'

async function inspect(name: string): Promise<TorchReport> {
  const report = await inspectFile(name, await fixtureSource(name))
  assert.ok(report.format === 'pytorch' || report.format === 'torchscript', report.format)
  return report
}

test('state dicts of PyTorch, new and old, are safe', async () => {
  for (const name of ['state-dict.pt', 'legacy.pt', 'mixed.pt']) {
    const { format, pickle } = await inspect(name)
    assert.equal(format, 'pytorch')
    assert.deepEqual([pickle.verdict, pickle.reasons, pickle.isWellFormed], ['safe', [], true])
    assert.ok(pickle.globals.some(({ name }) => name === '_rebuild_tensor_v2'))
  }
  // 4×3 + 3 + 3×2 + 2 floats; the old form keeps a count of 8 bytes before each of its four storages.
  assert.equal((await inspect('state-dict.pt')).storageBytes, 23 * 4)
  assert.equal((await inspect('legacy.pt')).storageBytes, 23 * 4 + 4 * 8)
  assert.equal((await inspect('legacy.pt')).pickle.pickles, 5)
})

test('TorchScript is told apart by its code', async () => {
  const { format, pickle, archive } = await inspect('script.pt')
  assert.equal(format, 'torchscript')
  assert.deepEqual([pickle.verdict, pickle.reasons], ['safe', []])
  assert.ok(archive && archive.entries > 5 && !archive.isBomb)
})

test('a whole model brings classes along, and is suspicious', async () => {
  const { pickle } = await inspect('whole-model.pt')
  assert.equal(pickle.verdict, 'suspicious')
  assert.ok(pickle.reasons.some((reason) => reason.includes('torch.nn.modules.linear.Linear')))
})

test('a line of code in a real state dict is found', async () => {
  const { pickle } = await inspect('hostile.pt')
  assert.equal(pickle.verdict, 'dangerous')
  assert.ok(
    pickle.reasons.some((reason) => reason.includes('data.pkl": it imports "os.system"')),
    pickle.reasons.join(),
  )
})

test('every pickle of an archive counts, and one that cannot be looked at is suspicious', async () => {
  const data = { name: 'a/data.pkl', content: 'N.' }
  const verdict = async (...parts: Parameters<typeof zipFile>[0]) => {
    const report = await inspectFile('model.pt', bytesSource(zipFile([data, ...parts])))
    return 'pickle' in report ? report.pickle?.verdict : undefined
  }
  assert.equal(await verdict(), 'safe')
  assert.equal(await verdict({ name: 'a/extra.pkl', content: 'cos\nsystem\n.' }), 'dangerous')
  assert.equal(await verdict({ name: 'a/extra.PKL', content: 'cos\nsystem\n.', isPacked: true }), 'dangerous')
  assert.equal(await verdict({ name: 'a/extra.pkl', content: 'N.', flags: 1 }), 'suspicious')
  assert.equal(await verdict({ name: 'a/extra.pkl', content: 'N.', method: 99 }), 'suspicious')
})

test('an archive without data.pkl is no PyTorch file', async () => {
  const zip = bytesSource(zipFile([{ name: 'a/other.pkl', content: 'N.' }]))
  await assertRefused(inspectFile('model.pt', zip), 'has no data.pkl')
  assert.equal((await inspectFile('model.zip', zip)).format, 'zip')
})

test('no cut and no change of a file does worse than a FormatError', async () => {
  const read = (name: string) => (source: Parameters<typeof inspectFile>[1]) => inspectFile(name, source)
  await assertTruncations(await fixture('state-dict.pt'), read('state-dict.pt'))
  await assertMutations(await fixture('state-dict.pt'), read('state-dict.pt'))
  // Cut inside its raw numbers the old form is still read: only its pickles say how long it should be.
  await assertTruncations(await fixture('legacy.pt'), read('legacy.pt'), 2)
  await assertMutations(await fixture('legacy.pt'), read('legacy.pt'))
})
