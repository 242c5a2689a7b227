import assert from 'node:assert/strict'
import { test } from 'node:test'
import { guessFramework, guessKind, nextVersion, slugOf } from '../src/features/upload/guess.ts'
import { readInput } from '../src/features/upload/read-drop.ts'

/** What a browser's folder input holds. */
const chosen = (...paths: string[]) =>
  readInput(
    paths.map((path) =>
      Object.assign(new File(['x'], path.split('/').at(-1)!), { webkitRelativePath: path }),
    ) as unknown as FileList,
  )

test('a folder is taken without its own name, and without what tools leave behind', () => {
  const { name, files } = chosen('mine/b/c.bin', 'mine/a.txt', 'mine/.git/HEAD', 'mine/__pycache__/a.pyc')
  assert.equal(name, 'mine')
  assert.deepEqual(
    files.map(({ path }) => path),
    ['a.txt', 'b/c.bin'],
  )
})

test('what a folder is, is guessed by its files', () => {
  assert.equal(guessKind(chosen('d/train.csv', 'd/README.md')), 'dataset')
  assert.equal(guessKind(chosen('d/train.csv', 'd/model.safetensors')), 'model')
  assert.equal(guessKind(chosen('d/notes.txt')), 'model')
  assert.equal(guessFramework(chosen('d/model.onnx')), 'onnx')
  assert.equal(guessFramework(chosen('d/a.txt')), undefined)
})

test('names become addresses, and versions count on', () => {
  assert.deepEqual(['My Model (v2)', '…дом', '.hidden', 'ok_1.0'].map(slugOf), [
    'My-Model-v2',
    '',
    'hidden',
    'ok_1.0',
  ])
  assert.deepEqual(['1.2.9', null, undefined, 'odd'].map(nextVersion), ['1.2.10', '1.0.0', '1.0.0', '1.0.0'])
})
