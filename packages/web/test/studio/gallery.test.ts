import assert from 'node:assert/strict'
import { test } from 'node:test'
import { byCategory, findExamples } from '../../src/features/studio/gallery/find-examples.ts'
import { pictureOf } from '../../src/features/studio/gallery/picture.ts'
import { modelNameOf } from '../../src/features/studio/publish/model-name.ts'

const example = (name: string, category: string, description = '') => ({
  name,
  category,
  description,
  path: `${category}/${name}`,
  source: 'builtin',
  node_count: 1,
  edge_count: 0,
})

test('examples are found by all words, and what a newcomer looks for comes first', () => {
  const all = [
    example('Echo', 'Functions'),
    example('Digits', 'Training', 'reads handwriting'),
    example('Zoo', 'Zoo'),
  ]
  assert.deepEqual(
    findExamples(all, ' Reads digits').map(({ name }) => name),
    ['Digits'],
  )
  assert.deepEqual(
    byCategory(all).map(([category]) => category),
    ['Training', 'Functions', 'Zoo'],
  )
})

test('the picture of a graph holds every box and wire, and breaks a long row', () => {
  const nodes = Array.from({ length: 13 }, (_, i) => ({
    id: `n${i}`,
    type: 'X',
    position: { x: i * 260, y: 0 },
  }))
  const edges = nodes.slice(1).map(({ id }, i) => ({ source: `n${i}`, target: id }))
  const { boxes, wires, width, height } = pictureOf({
    nodes: [...nodes, { id: 'note', type: 'note', position: { x: 0, y: 900 } }],
    edges: [...edges, { source: 'n0', target: 'nowhere' }],
  })
  assert.deepEqual([boxes.length, wires.length], [13, 12])
  assert.equal(new Set(boxes.map(({ y }) => y)).size, 3)
  assert.ok(boxes.every(({ x, y }) => x >= 0 && y >= 0 && x + 22 <= width && y + 12 <= height))
  assert.equal(pictureOf({ nodes: [], edges: [] }).boxes.length, 0)
})

test('a graph’s name becomes one that a model may have', () => {
  assert.equal(modelNameOf('Handwritten digits (2nd)'), 'handwritten-digits-2nd')
  assert.equal(modelNameOf('  .Über—graph. '), 'ber-graph')
})
