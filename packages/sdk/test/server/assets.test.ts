import assert from 'node:assert/strict'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { pushArtifact } from '../../src/artifacts/push-artifact.ts'
import { findAssets } from '../../src/assets/find-assets.ts'
import { listShards } from '../../src/assets/list-shards.ts'
import { streamDataset } from '../../src/assets/stream-dataset.ts'
import { take } from '../../src/pages.ts'
import { type RunningServer, startServer } from '../start-server.ts'

let server: RunningServer
before(async () => {
  server = await startServer()
})
after(() => server[Symbol.asyncDispose]())

const json = async (...args: string[]) => {
  const { code, stdout, stderr } = await server.nodeyard([...args, '--json'])
  assert.equal(code, 0, stderr)
  return JSON.parse(stdout)
}
const text = async (...args: string[]) => {
  const { code, stdout, stderr } = await server.nodeyard(args)
  assert.equal(code, 0, stderr)
  return stdout
}

test('a model is created, starred, checked, yanked and compared', async () => {
  const options = ['--task', 'vla', '--framework', 'onnx', '--license', 'MIT', '--summary', 'Picks things']
  assert.match(await text('model', 'create', 'grasp', ...options), /^Added admin\/grasp \(mdl_/)
  assert.equal((await server.nodeyard(['model', 'create', 'other'])).code, 2)
  assert.equal(await text('model', 'star', 'grasp'), 'admin/grasp has 1 star\n')
  assert.equal(await text('model', 'star', 'grasp', '--remove'), 'admin/grasp has 0 stars\n')

  const folder = join(server.folder, 'grasp')
  await mkdir(folder)
  for (const [version, notes] of [
    ['1.0.0', 'one'],
    ['1.1.0', 'two'],
  ] as const) {
    await writeFile(join(folder, 'notes.txt'), notes)
    await pushArtifact(server.as, { kind: 'model', folder, version })
  }
  assert.match(
    await text('model', 'diff', 'grasp', '1.0.0', '1.1.0'),
    /^1\.0\.0 → 1\.1\.0\n~ {2}notes\.txt$/m,
  )
  const checks = await server.nodeyard(['model', 'checks', 'grasp'])
  assert.equal(checks.code, 1)
  assert.match(checks.stdout, /^FAILED +card +add model_card\.md/m)

  assert.equal(await text('model', 'yank', 'grasp@1.1.0', '--reason', 'worse'), '1.1.0 is yanked\n')
  assert.match(await text('model', 'find', 'pick', '--task', 'vla'), /^admin\/grasp@1\.0\.0 /)
  assert.equal(await text('model', 'yank', 'grasp@1.1.0', '--undo'), '1.1.0 is published again\n')
  assert.equal((await server.nodeyard(['model', 'yank', 'grasp', '--reason', 'x'])).code, 2)
})

test('a dataset is filled shard by shard, and streamed as it was', async () => {
  await text('dataset', 'create', 'rows', '--license', 'CC0-1.0', '--modality', 'text, labels')
  const files: string[] = []
  for (const number of [0, 1, 2]) {
    const file = join(server.folder, `${number}.csv`)
    await writeFile(file, `x,y\n${number},${'z'.repeat(3000)}\n`)
    files.push(file)
  }
  const added = await json('dataset', 'add', 'rows', ...files, '--split', 'train', '--publish')
  assert.equal(added.revision, '1.0.0')
  assert.deepEqual(
    added.shards.map((shard: { name: string; was_there: boolean }) => [shard.name, shard.was_there]),
    ['train/0.csv', 'train/1.csv', 'train/2.csv'].map((name) => [name, false]),
  )
  const again = await json('dataset', 'add', 'rows', ...files, '--split', 'train', '--publish')
  assert.equal(again.revision, '1.0.0', 'nothing changed')
  assert.ok(again.shards.every((shard: { was_there: boolean }) => shard.was_there))

  const { stdout } = await server.nodeyard(['dataset', 'stream', 'rows', '--split', 'train'])
  assert.match(stdout, /^x,y\n0,z+\nx,y\n1,z+\nx,y\n2,z+\n$/)
  assert.match(
    await text('dataset', 'stream', 'rows', '--list'),
    /^train {2}train\/0\.csv {2}2\.9 KiB {2}1 rows\n/,
  )
  assert.match(await text('dataset', 'preview', 'rows', '--rows', '1'), /^x {2}y\n0 {2}z+…\n$/)

  const parts: number[] = []
  for await (const shard of streamDataset(server.as, { id: 'admin/rows', partSize: 1000 })) {
    for await (const part of shard.bytes()) parts.push(part.length)
  }
  assert.deepEqual(parts.slice(0, 4), [1000, 1000, 1000, 7])
})

test('a shard that does not keep the schema is refused with the reason', async () => {
  const file = join(server.folder, 'wrong.csv')
  await writeFile(file, 'x,z\n1,2\n')
  const { code, stderr } = await server.nodeyard(['dataset', 'add', 'rows', file])
  assert.equal(code, 1)
  assert.match(stderr, /the column y is missing; the column z is not in the schema/)
})

test('a folder is pushed as a dataset under its schema, and offered', async () => {
  const folder = join(server.folder, 'moves')
  await mkdir(join(folder, 'train'), { recursive: true })
  await writeFile(join(folder, 'train', '0.csv'), 'x,y\n1,2\n')
  const schema = join(folder, 'schema.json')
  const fields = { x: { type: 'int64', shape: [] }, y: { type: 'int64', shape: [] } }
  await writeFile(schema, JSON.stringify({ splits: ['train'], fields }))
  const about = ['--license', 'CC-BY-4.0', '--modality', 'state,action', '--schema', schema]
  const pushed = await json('dataset', 'push', folder, ...about, '--price', '199')
  assert.deepEqual(
    [pushed.dataset, pushed.revision, pushed.shards.map(({ name }: { name: string }) => name)],
    ['admin/moves', '1.0.0', ['train/0.csv']],
  )
  const offered = await json('listing', 'list', '--owner', 'admin')
  assert.deepEqual([offered[0].id, offered[0].pricing.amount], [pushed.listing_id, 19_900])
  assert.match(await text('dataset', 'info', 'moves'), /CC-BY-4\.0/)
  assert.match(
    await text('dataset', 'push', folder, ...about),
    /^Pushed admin\/moves@1\.0\.0: 1 shards, 0 sent$/m,
  )
  await writeFile(join(folder, 'train', '1.csv'), 'x,z\n1,2\n')
  const wrong = await server.nodeyard(['dataset', 'push', folder, ...about])
  assert.deepEqual([wrong.code, /the column z is not in the schema/.test(wrong.stderr)], [1, true])
})

test('lists are walked to their ends, page by page', async () => {
  const files = await Promise.all(
    Array.from({ length: 120 }, async (_, number) => {
      const file = join(server.folder, `part-${String(number).padStart(3, '0')}.bin`)
      await writeFile(file, `part ${number}`)
      return file
    }),
  )
  await text('dataset', 'create', 'many', '--license', 'CC0-1.0')
  await text('dataset', 'add', 'many', ...files)
  assert.equal((await take(listShards(server.as, 'admin/many'))).length, 120)
  const names = (await take(findAssets(server.as, 'dataset'))).map(({ slug }) => slug)
  assert.deepEqual(names.sort(), ['admin/many', 'admin/moves', 'admin/rows'])
})
