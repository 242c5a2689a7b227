import assert from 'node:assert/strict'
import { test } from 'node:test'
import { layOutLineage, pathOf } from '../src/features/explore/model/lineage.ts'
import type { Lineage } from '../src/features/explore/model/queries.ts'

type Revision = Lineage['revisions'][number]

const revision = (number: string, more: Partial<Revision> = {}): Revision => ({
  revision: number,
  state: 'published',
  created_at: '2026-11-22T12:00:00.000Z',
  parent: null,
  base_model: null,
  dataset_refs: [],
  made_by: null,
  deployments: [],
  ...more,
})
const graph = {
  run: 'run_1',
  graph: 'Digits',
  graph_digest: `sha256:${'ab'.repeat(32)}`,
  graph_node: null,
  seed: 7,
  data: [{ name: 'mnist', digest: 'x', samples: 2500 }],
}
const lineage: Lineage = {
  object: 'lineage',
  model: 'mdl_1',
  listings: [{ id: 'lst_1', title: 'Digits', mode: 'test' }],
  revisions: [
    revision('1.1.0', { made_by: graph, deployments: [{ id: 'dep_1', status: 'ready' }] }),
    revision('1.0.0', { made_by: graph, base_model: 'acme/base@2.0.0', dataset_refs: ['not a reference'] }),
    revision('0.9.0'),
  ],
}

test('a lineage leads from what a version is made of to where it is sold and served', () => {
  const { boxes, edges } = layOutLineage(lineage, { model: 'a/digits', latest: '1.1.0' })
  const named = edges.map(({ from, to }) => `${from.title || from.kind} > ${to.title}`)
  assert.deepEqual(named, [
    'Digits > 1.1.0',
    'mnist > 1.1.0',
    '1.1.0 > Digits',
    '1.1.0 > dep_1',
    'Digits > 1.0.0',
    'mnist > 1.0.0',
    'acme/base@2.0.0 > 1.0.0',
    'not a reference > 1.0.0',
    'upload > 0.9.0',
  ])
  const leads = new Map(boxes.map(({ id, to }) => [id, to]))
  assert.equal(leads.get('model:acme/base@2.0.0'), '/explore/acme/base')
  assert.equal(leads.get('data:not a reference'), undefined)
  assert.equal(leads.get('lst_1'), '/listings/lst_1')
})

test('boxes do not lie on each other, and lines begin and end at them', () => {
  const many = { ...lineage, revisions: Array.from({ length: 90 }, (_, at) => revision(`1.${90 - at}.0`)) }
  for (const one of [lineage, many]) {
    const { boxes, edges, height, hidden } = layOutLineage(one, { model: 'a/b', latest: null })
    assert.equal(new Set(boxes.map(({ x, y }) => `${x} ${y}`)).size, boxes.length)
    assert.ok(boxes.every(({ y }) => y + 52 <= height))
    assert.ok(edges.every(({ from, to }) => from.x < to.x))
    assert.match(pathOf(edges[0]!), /^M200 26C/)
    assert.equal(hidden, one === many ? 50 : 0)
  }
})
