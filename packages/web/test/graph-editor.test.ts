import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { align } from '../src/graph-editor/align.ts'
import { fromElk, toElk } from '../src/graph-editor/auto-layout.ts'
import {
  type Catalogue,
  type Definition,
  makeCatalogue,
  withPresetsOf,
} from '../src/graph-editor/catalogue.ts'
import { copy, paste } from '../src/graph-editor/clipboard.ts'
import { canJoin, fits, type PortEnd, problemOfWire } from '../src/graph-editor/compatible.ts'
import { type Box, emptyDocument, type GraphDocument, TRIGGER_IN } from '../src/graph-editor/document.ts'
import {
  addBox,
  changeBox,
  join,
  joinToFirstFit,
  moveBoxes,
  rejoin,
  removeBoxes,
  removeWires,
  setParam,
} from '../src/graph-editor/edits.ts'
import { hasOverlaps, layoutOf, portOffset } from '../src/graph-editor/geometry.ts'
import { group, membersOf, ungroup } from '../src/graph-editor/groups.ts'
import { noHistory, record, redo, undo } from '../src/graph-editor/history.ts'
import { boxAt, curveOf, portAt, wireAt, wireEndAt } from '../src/graph-editor/hits.ts'
import { merge } from '../src/graph-editor/merge.ts'
import { paramValue, problemOf, readTyped, shownParams } from '../src/graph-editor/params.ts'
import { Scene } from '../src/graph-editor/scene.ts'
import { collapse, expand } from '../src/graph-editor/subgraph.ts'
import { readDocument, writeDocument, writeToExecute } from '../src/graph-editor/wire-form.ts'

const port = (name: string, data_type: string, optional = false) => ({
  name,
  data_type,
  description: '',
  optional,
})
const param = (name: string, param_type: string, usual: unknown, more = {}) => ({
  name,
  param_type,
  default: usual,
  description: '',
  options: [],
  min_value: null,
  max_value: null,
  visible_when: null,
  ...more,
})
const kind = (node_name: string, parts: Partial<Definition>): Definition => ({
  node_name,
  category: 'Test',
  description: '',
  provider: 'builtin',
  inputs: [],
  outputs: [],
  params: [],
  ...parts,
})

const catalogue: Catalogue = makeCatalogue(
  [
    kind('Start', { outputs: [port('trigger', 'TRIGGER')] }),
    kind('Source', {
      outputs: [port('tensor', 'TENSOR')],
      params: [
        param('size', 'int', 3, { min_value: 1, max_value: 9 }),
        param('fill', 'select', 'zeros', { options: ['zeros', 'full'] }),
        param('value', 'float', 0, { visible_when: { fill: 'full' } }),
      ],
    }),
    kind('Picture', { outputs: [port('image', 'IMAGE')] }),
    kind('Add', {
      inputs: [port('a', 'TENSOR'), port('b', 'TENSOR')],
      outputs: [port('sum', 'TENSOR')],
      params: [param('alpha', 'float', 1)],
    }),
    kind('Split', {
      inputs: [port('tensor', 'TENSOR')],
      outputs: [port('chunk_0', 'TENSOR'), port('chunk_1', 'TENSOR')],
      params: [param('chunks', 'int', 2)],
    }),
    kind('Print', { inputs: [port('value', 'ANY')], outputs: [port('value', 'ANY')] }),
    kind('Train', { inputs: [port('model', 'MODEL')], outputs: [port('model', 'MODEL')] }),
  ],
  [],
)

/** source → add.a, picture → add.b, start ⇢ source, add → print */
function example(): GraphDocument {
  let document = emptyDocument('Example')
  for (const [at, type] of ['Start', 'Source', 'Picture', 'Add', 'Print'].entries()) {
    document = addBox(document, type, { x: at * 300, y: 0 }).document
  }
  const wire = (from: [string, string], to: [string, string]) => {
    document = join(
      document,
      catalogue,
      { box: from[0], side: 'output', port: from[1] },
      { box: to[0], side: 'input', port: to[1] },
    )
  }
  wire(['start_1', 'trigger'], ['source_1', TRIGGER_IN])
  wire(['source_1', 'tensor'], ['add_1', 'a'])
  wire(['picture_1', 'image'], ['add_1', 'b'])
  wire(['add_1', 'sum'], ['print_1', 'value'])
  return document
}

const content = (document: GraphDocument) => {
  const { nodes, edges, ...rest } = writeDocument(document)
  const byId = (a: { id: string }, b: { id: string }) => (a.id < b.id ? -1 : 1)
  return { ...rest, nodes: nodes.toSorted(byId), edges: edges.toSorted(byId) }
}

const ids = (document: GraphDocument) => [...document.boxes.keys()]

test('types meet as the server has them meet', () => {
  assert.deepEqual(
    [
      fits('TENSOR', 'TENSOR'),
      fits('IMAGE', 'TENSOR'),
      fits('TENSOR', 'IMAGE'),
      fits('ANY', 'MODEL'),
      fits('MODEL', 'ANY'),
      fits('TRIGGER', 'ANY'),
      fits('TRIGGER', 'TRIGGER'),
      fits('DATASET', 'DATALOADER'),
    ],
    [true, true, false, true, true, false, true, false],
  )
})

test('a wire is drawn from either end, and an input takes one', () => {
  const document = example()
  const sum = { box: 'add_1', side: 'output', port: 'sum' } as const
  assert.equal(canJoin(document, catalogue, sum, { box: 'add_1', side: 'input', port: 'b' }), false)
  const b = { box: 'add_1', side: 'input', port: 'b' } as const
  const again = join(document, catalogue, b, { box: 'source_1', side: 'output', port: 'tensor' })
  const into = [...again.wires.values()].filter(
    ({ target, targetHandle }) => target === 'add_1' && targetHandle === 'b',
  )
  assert.deepEqual(
    into.map(({ source }) => source),
    ['source_1'],
  )
  assert.equal(again.wires.size, document.wires.size)
  const model = addBox(document, 'Train', { x: 0, y: 0 })
  const refused = join(model.document, catalogue, sum, { box: model.box.id, side: 'input', port: 'model' })
  assert.equal(refused, model.document)
})

test('a box may be started by several', () => {
  const more = addBox(example(), 'Start', { x: 0, y: 300 })
  const joined = joinToFirstFit(
    more.document,
    catalogue,
    { box: more.box.id, side: 'output', port: 'trigger' },
    'source_1',
    [{ name: TRIGGER_IN }],
  )
  assert.equal([...joined.wires.values()].filter(({ type }) => type === 'trigger').length, 2)
})

test('what is read is what was written, and what is broken in it does no harm', () => {
  const document = example()
  const again = readDocument(JSON.parse(JSON.stringify(writeDocument(document))))
  assert.deepEqual(content(again), content(document))
  const odd = readDocument({
    nodes: [{ id: 'a', type: 'Add', position: { x: 'left' } }, { id: 'a' }, 7, { type: 'Add' }],
    edges: [
      { source: 'a', target: 'gone' },
      { source: 'a', target: 'a', type: 'trigger', sourceHandle: 'trigger' },
    ],
  })
  assert.deepEqual(ids(odd), ['a'])
  assert.deepEqual(odd.boxes.get('a')?.position, { x: 0, y: 0 })
  assert.deepEqual(
    [...odd.wires.values()].map(({ targetHandle }) => targetHandle),
    [TRIGGER_IN],
  )
  assert.throws(() => readDocument([1]), /not a graph/)
  assert.throws(() => paste(document, 'no'), /not JSON/)
})

test('notes and frames are not run', () => {
  const document = addBox(example(), 'note', { x: 0, y: 0 }, { noteKind: 'text' }).document
  const framed = group(document, catalogue, ['add_1'], 'G')!
  assert.deepEqual(
    writeToExecute(framed.document).nodes.map(({ type }) => type),
    ['Start', 'Source', 'Picture', 'Add', 'Print'],
  )
})

test('parameters show, and are judged, as the definitions say', () => {
  const box: Box = { id: 's', type: 'Source', position: { x: 0, y: 0 }, data: { params: { size: 4 } } }
  const { shape } = layoutOf(box, catalogue)
  const names = (one: Box) => shownParams(one, shape).map(({ label }) => label)
  assert.deepEqual(names(box), ['size', 'fill'])
  const full = { ...box, data: { params: { fill: 'full' } } }
  assert.deepEqual(names(full), ['size', 'fill', 'value'])
  assert.ok(layoutOf(full, catalogue).size.height > layoutOf(box, catalogue).size.height)
  const [size, fill] = shape.params.map(({ definition }) => definition)
  assert.deepEqual(
    [0, 10, 2.5, 'two', '', '5', 9].map((value) => problemOf(value, size!)?.code),
    ['least', 'most', 'whole', 'number', undefined, undefined, undefined],
  )
  assert.equal(problemOf('other', fill!)?.code, 'option')
  assert.deepEqual(
    ['-', '-2', '1.', '0,5', ''].map((typed) => readTyped(typed, { ...size!, param_type: 'float' })),
    ['-', -2, 1, 0.5, ''],
  )
  assert.equal(problemOf([[1, 2], [3]], { ...size!, param_type: 'tensor_grid' })?.code, 'grid')
})

test('a wire from an output that a parameter takes away goes with it', () => {
  let { document, box } = addBox(example(), 'Split', { x: 0, y: 400 }, { params: { chunks: 3 } })
  document = join(
    document,
    catalogue,
    { box: box.id, side: 'output', port: 'chunk_2' },
    { box: 'add_1', side: 'input', port: 'a' },
  )
  const fewer = setParam(document, catalogue, box.id, { name: 'chunks' }, 2)
  assert.equal(
    [...fewer.wires.values()].some(({ source }) => source === box.id),
    false,
  )
  assert.equal(
    [...document.wires.values()].filter((wire) => problemOfWire(document, catalogue, wire)).length,
    0,
  )
})

test('every edit can be taken back and done again, however many there were', () => {
  const edit = fc.record({ what: fc.nat(6), box: fc.nat(40), other: fc.nat(40), value: fc.integer() })
  fc.assert(
    fc.property(fc.array(edit, { maxLength: 60 }), (edits) => {
      let document = example()
      let history = noHistory
      const states = [document]
      for (const { what, box, other, value } of edits) {
        const [id, to] = [
          ids(document)[box % document.boxes.size],
          ids(document)[other % document.boxes.size],
        ]
        if (id === undefined || to === undefined) continue
        const wire = [...document.wires.keys()][other % Math.max(document.wires.size, 1)]
        const next = [
          () => addBox(document, 'Add', { x: value, y: other }).document,
          () => removeBoxes(document, new Set([id])),
          () => moveBoxes(document, new Map([[id, { x: value, y: 1 }]])),
          () =>
            join(
              document,
              catalogue,
              { box: id, side: 'output', port: 'sum' },
              { box: to, side: 'input', port: 'a' },
            ),
          () => removeWires(document, new Set(wire === undefined ? [] : [wire])),
          () => changeBox(document, id, (data) => ({ ...data, params: { value } })),
          () => collapse(document, catalogue, new Set([id, to]), 'Part')?.document ?? document,
        ][what]!()
        if (next === document) continue
        const recorded = record(history, document, next)
        if (recorded !== history) states.push(next)
        history = recorded
        document = next
      }
      for (const state of states.slice(0, -1).reverse()) {
        ;({ history, document } = undo(history, document))
        assert.deepEqual(content(document), content(state))
      }
      assert.equal(undo(history, document).history, history)
      for (const state of states.slice(1)) {
        ;({ history, document } = redo(history, document))
        assert.deepEqual(content(document), content(state))
      }
    }),
    { numRuns: 60 },
  )
})

test('what is typed into one field is one step', () => {
  const document = example()
  const typed = (value: number) => changeBox(document, 'add_1', () => ({ params: { alpha: value } }))
  let history = record(noHistory, document, typed(1), { key: 'alpha', now: 0 })
  history = record(history, typed(1), typed(12), { key: 'alpha', now: 500 })
  assert.equal(history.done.length, 1)
  assert.deepEqual(content(undo(history, typed(12)).document), content(document))
  assert.equal(record(history, typed(12), typed(3), { key: 'alpha', now: 5000 }).done.length, 2)
})

test('a copied part comes in with names of its own, twice if need be', () => {
  const document = example()
  const text = copy(document, new Set(['source_1', 'add_1']))
  const once = paste(document, text)
  const twice = paste(once.document, text, { x: 1000, y: 1000 })
  assert.equal(twice.document.boxes.size, document.boxes.size + 4)
  assert.equal(twice.document.wires.size, document.wires.size + 2)
  const [source] = twice.ids
  assert.deepEqual(twice.document.boxes.get(source!)?.position, { x: 1000, y: 1000 })
  assert.deepEqual(
    content(removeBoxes(twice.document, new Set([...once.ids, ...twice.ids]))),
    content(document),
  )
})

test('a frame takes along what is in it, and leaves it when it goes', () => {
  const document = example()
  const { document: framed, id } = group(document, catalogue, ['source_1', 'picture_1'], 'Inputs')!
  assert.deepEqual([...membersOf(framed, catalogue, [id])].sort(), [id, 'picture_1', 'source_1'].sort())
  assert.deepEqual(content(ungroup(framed, [id])), content(document))
})

test('boxes line up and spread evenly', () => {
  const document = moveBoxes(
    example(),
    new Map([
      ['source_1', { x: 10, y: 5 }],
      ['add_1', { x: 500, y: 80 }],
      ['print_1', { x: 1000, y: 300 }],
    ]),
  )
  const chosen = ['source_1', 'add_1', 'print_1']
  const places = (how: Parameters<typeof align>[3]) => {
    const { boxes } = align(document, catalogue, chosen, how)
    return chosen.map((id) => boxes.get(id)!.position)
  }
  assert.deepEqual(
    places('left').map(({ x }) => x),
    [10, 10, 10],
  )
  const widths = places('right').map(({ x }) => x)
  assert.equal(new Set(widths).size, 1)
  const [a, b, c] = places('across').map(({ x }) => x)
  assert.equal(b! - a!, c! - b!)
})

test('many boxes become one that can do the same, and it comes apart again', () => {
  const document = example()
  const made = collapse(document, catalogue, new Set(['source_1', 'add_1']), 'Part')!
  const known = withPresetsOf(catalogue, made.document.presets)
  const box = made.document.boxes.get(made.id)!
  const { shape } = layoutOf(box, known)
  assert.deepEqual(
    shape.inputs.map(({ name, data_type }) => [name, data_type]),
    [['b', 'TENSOR']],
  )
  assert.deepEqual(
    shape.outputs.map(({ name }) => name),
    ['sum'],
  )
  assert.deepEqual(
    shape.params.map(({ place }) => `${place.inner}.${place.name}`),
    ['source_1.size', 'source_1.fill', 'source_1.value', 'add_1.alpha'],
  )
  for (const wire of made.document.wires.values()) {
    assert.equal(problemOfWire(made.document, known, wire), undefined, wire.id)
  }
  const set = setParam(made.document, known, made.id, { inner: 'add_1', name: 'alpha' }, 5)
  const param = layoutOf(set.boxes.get(made.id)!, known).shape.params.at(-1)!
  assert.equal(paramValue(set.boxes.get(made.id)!, param), 5)
  const apart = expand(set, known, made.id)!.document
  assert.deepEqual(content(apart).edges, content(document).edges)
  assert.deepEqual(apart.boxes.get('add_1')?.data.params, { alpha: 5 })
  assert.deepEqual(apart.boxes.get('add_1')?.position, document.boxes.get('add_1')?.position)
  assert.deepEqual(apart.presets, [])
})

test('what is under a point is found, and a wire ends at its ports', () => {
  const document = example()
  const add = document.boxes.get('add_1')!
  assert.equal(boxAt(document, catalogue, { x: add.position.x + 5, y: 5 })?.id, 'add_1')
  assert.equal(boxAt(document, catalogue, { x: -50, y: -50 }), undefined)
  const [, wire] = [...document.wires.values()]
  const curve = curveOf(document, catalogue, wire!)!
  const offset = portOffset(layoutOf(add, catalogue), 'input', 'a')
  assert.deepEqual(curve.to, { x: add.position.x + offset.x, y: add.position.y + offset.y })
  const middle = { x: (curve.from.x + curve.to.x) / 2, y: (curve.from.y + curve.to.y) / 2 }
  assert.equal(wireAt(document, catalogue, middle, 3)?.id, wire!.id)
  assert.equal(wireAt(document, catalogue, { x: middle.x, y: middle.y + 40 }, 3), undefined)
})

test('an end of a wire is found near its port, and goes into another that fits', () => {
  const document = example()
  const [, wire] = [...document.wires.values()]
  const { from, to } = curveOf(document, catalogue, wire!)!
  const near = { within: 3, reach: 30 }
  assert.deepEqual(wireEndAt(document, catalogue, { x: to.x - 12, y: to.y }, near), { wire, side: 'input' })
  assert.deepEqual(wireEndAt(document, catalogue, { x: from.x + 12, y: from.y }, near), {
    wire,
    side: 'output',
  })
  assert.equal(wireEndAt(document, catalogue, { x: (from.x + to.x) / 2, y: from.y }, near), undefined)

  const other: PortEnd = { box: 'add_1', side: 'input', port: 'b' }
  const under = (isWanted: () => boolean) =>
    portAt(document, catalogue, { x: to.x, y: to.y + 20 }, { side: 'input', within: 26, isWanted })
  assert.deepEqual(
    under(() => true),
    other,
  )
  assert.equal(
    under(() => false),
    undefined,
  )
  const moved = rejoin(document, catalogue, wire!, other)
  assert.deepEqual(
    [...moved.wires.keys()].filter((id) => id.includes('add_1.')),
    ['add_1.sum->print_1.value', 'source_1.tensor->add_1.b'],
  )
  const source: PortEnd = { box: 'picture_1', side: 'output', port: 'image' }
  assert.ok(rejoin(document, catalogue, wire!, source).wires.has('picture_1.image->add_1.a'))
  // Where it is already, and where it does not fit, nothing becomes of it.
  assert.equal(rejoin(document, catalogue, wire!, { box: 'add_1', side: 'input', port: 'a' }), document)
  const start: PortEnd = { box: 'start_1', side: 'output', port: 'trigger' }
  assert.equal(rejoin(document, catalogue, wire!, start), document)
})

test('boxes over one another are seen, notes are not minded', () => {
  const document = example()
  const overlapping = (one: GraphDocument) => hasOverlaps(one.boxes.values(), catalogue)
  assert.equal(overlapping(document), false)
  assert.equal(overlapping(addBox(document, 'note', { x: 0, y: 0 }).document), false)
  assert.equal(overlapping(moveBoxes(document, new Map([['add_1', { x: 320, y: 20 }]]))), true)
})

test('a scene keeps what did not change', () => {
  const document = example()
  const scene = new Scene()
  const before = scene.of(document, catalogue)
  const after = scene.of(moveBoxes(document, new Map([['print_1', { x: 9, y: 9 }]])), catalogue)
  assert.deepEqual(
    before.map((drawn, at) => drawn === after[at]),
    [true, true, true, false],
  )
})

test('a layout for ELK has every box, and what comes back moves the whole nowhere', () => {
  const document = example()
  const all = new Set(ids(document))
  const elk = toElk(document, catalogue, all)
  assert.equal(elk.children?.length, 5)
  assert.equal(elk.edges?.length, 4)
  const placed = {
    ...elk,
    children: elk.children!.map((child, at) => ({ ...child, x: 100 + at * 300, y: 50 + at * 20 })),
  }
  const result = fromElk(document, catalogue, placed)
  assert.deepEqual(result.boxes.get('start_1')?.position, { x: 0, y: 0 })
  assert.deepEqual(result.boxes.get('print_1')?.position, { x: 1200, y: 80 })
})

test('two edits of one graph come together; what both changed is told of', () => {
  const base = example()
  const mine = changeBox(addBox(base, 'Add', { x: 0, y: 500 }).document, 'add_1', () => ({
    params: { alpha: 2 },
  }))
  const theirs = removeBoxes(moveBoxes(base, new Map([['picture_1', { x: 7, y: 7 }]])), new Set(['print_1']))
  const both = merge(base, mine, theirs)
  assert.deepEqual(both.conflicts, [])
  assert.deepEqual(ids(both.document).sort(), ['add_1', 'add_2', 'picture_1', 'source_1', 'start_1'])
  assert.deepEqual(both.document.boxes.get('picture_1')?.position, { x: 7, y: 7 })
  assert.deepEqual(both.document.boxes.get('add_1')?.data.params, { alpha: 2 })
  assert.equal(
    [...both.document.wires.values()].some(({ target }) => target === 'print_1'),
    false,
  )

  const other = changeBox(base, 'add_1', () => ({ params: { alpha: 3 } }))
  const clash = merge(base, mine, other)
  assert.deepEqual(clash.conflicts, ['add_1'])
  assert.deepEqual(clash.document.boxes.get('add_1')?.data.params, { alpha: 2 })
  // Whoever changed what the other took away keeps the change.
  assert.ok(merge(base, mine, removeBoxes(base, new Set(['add_1']))).document.boxes.has('add_1'))
  assert.ok(merge(base, removeBoxes(base, new Set(['add_1'])), mine).document.boxes.has('add_1'))

  const wired = (box: string, out: string) =>
    join(base, catalogue, { box, side: 'output', port: out }, { box: 'add_1', side: 'input', port: 'b' })
  const one = merge(base, wired('source_1', 'tensor'), wired('print_1', 'value')).document
  const into = [...one.wires.values()].filter(({ targetHandle }) => targetHandle === 'b')
  assert.deepEqual(
    into.map(({ source }) => source),
    ['source_1'],
  )
})
