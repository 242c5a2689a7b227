import assert from 'node:assert/strict'
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { ask, eventually, formOf, type Json, listed, ones, run, scale, server, upload } from './client.ts'

test('a file with a graph node is uploaded, runs, is kept, changed, switched off and deleted', async () => {
  assert.deepEqual((await ask('GET', '/api/custom-nodes')).body, [])
  const sent = await upload('times.ts', scale('3'))
  assert.equal(sent.status, 200, JSON.stringify(sent.body))
  assert.equal(sent.body.message, 'Uploaded successfully')
  const file = {
    filename: 'times.ts',
    enabled: true,
    nodes: ['TimesIt'],
    source: 'uploaded',
    abilities: [],
    granted: [],
    problems: [],
  }
  assert.deepEqual((await ask('GET', '/api/custom-nodes', undefined, { key: null })).body, [file])
  const { body: kind } = await ask('GET', '/api/nodes/TimesIt')
  assert.deepEqual(kind, {
    node_name: 'TimesIt',
    category: 'Mine',
    description: 'Multiplies.',
    provider: 'custom',
    inputs: [{ name: 'in', data_type: 'TENSOR', description: 'What to multiply', optional: false }],
    outputs: [{ name: 'out', data_type: 'TENSOR', description: '', optional: false }],
    params: [
      {
        name: 'factor',
        param_type: 'float',
        default: 3,
        description: 'By how much',
        options: [],
        min_value: 0,
        max_value: 100,
        visible_when: null,
      },
    ],
  })
  const { body: counts } = await ask('POST', '/api/nodes/reload')
  assert.equal(counts.custom, 1)
  assert.equal(counts.total, counts.builtin + counts.custom + counts.plugins)

  const first = await run([ones, { type: 'TimesIt' }])
  assert.equal(first.end.type, 'execution_complete', JSON.stringify(first.end))
  assert.deepEqual(first.summary.out.values, [
    [3, 3],
    [3, 3],
  ])
  assert.equal(first.done.log, 'shape [ 2, 2 ]')
  assert.deepEqual(first.frames.find(({ progress }) => progress)?.progress, { event: 'half', value: null })
  assert.equal((await run([ones, { type: 'TimesIt' }])).done.status, 'cached')
  assert.deepEqual(
    (await run([ones, { type: 'TimesIt', params: { factor: 5 } }])).summary.out.values[0],
    [5, 5],
  )
  const { body: checked } = await ask('POST', '/api/graph/validate', {
    nodes: [{ id: 'x', type: 'TimesIt', data: { params: { factor: 101 } } }],
    edges: [],
  })
  assert.match(checked.errors.join(), /Missing required input 'in' on node x.*above maximum 100/)

  // The code is part of what results are kept under.
  await upload('times.ts', scale('4'))
  const changed = await run([ones, { type: 'TimesIt' }])
  assert.equal(changed.done.status, 'completed')
  assert.deepEqual(changed.summary.out.values[0], [4, 4])

  assert.deepEqual(
    (await ask('POST', '/api/custom-nodes/toggle', { filename: 'times.ts.disabled' })).status,
    404,
  )
  const off = await ask('POST', '/api/custom-nodes/toggle', { filename: 'times.ts' })
  assert.deepEqual(off.body, { filename: 'times.ts.disabled', enabled: false })
  assert.deepEqual(await listed('times.ts.disabled'), {
    ...file,
    filename: 'times.ts.disabled',
    enabled: false,
  })
  assert.equal((await ask('GET', '/api/nodes/TimesIt')).status, 404)
  assert.match((await run([ones, { type: 'TimesIt' }])).end.error, /Unknown node type: TimesIt/)
  const on = await ask('POST', '/api/custom-nodes/toggle', { filename: 'times.ts.disabled' })
  assert.deepEqual(on.body, { filename: 'times.ts', enabled: true })
  assert.equal((await run([ones, { type: 'TimesIt' }])).end.type, 'execution_complete')
  const gone = await ask('DELETE', '/api/custom-nodes/times.ts')
  assert.deepEqual(gone.body, { message: 'Deleted times.ts' })
  assert.equal((await ask('DELETE', '/api/custom-nodes/times.ts')).status, 404)
  assert.deepEqual((await ask('GET', '/api/custom-nodes')).body, [])
})

test('what cannot be a file with graph nodes is refused, and by whom it may be brought is asked', async () => {
  for (const [name, status] of [
    ['node.py', 400],
    ['types.d.ts', 400],
    ['__init.ts', 400],
    ['a b.ts', 400],
    ['..ts', 400],
    ['.ts', 400],
    [`${'x'.repeat(200)}.ts`, 400],
    ['plugin.tgz', 400],
  ] as const) {
    const { status: got, body } = await upload(name, 'export default {}')
    assert.equal(got, status, `${name}: ${JSON.stringify(body)}`)
    assert.equal(typeof body.detail, 'string')
  }
  // Only the last part of a name counts.
  assert.equal((await upload('../../deep\\climber.ts', scale('2'))).body.filename, 'climber.ts')
  assert.equal((await ask('DELETE', '/api/custom-nodes/climber.ts')).status, 200)
  const url = '/api/custom-nodes/upload'
  assert.equal((await ask('POST', url, formOf('a.ts', 'x', 'other'))).status, 422)
  assert.equal((await ask('POST', url, { file: 'a.ts' })).status, 422)
  assert.equal((await upload('big.ts', ' '.repeat(1024 * 1024 + 1))).status, 413)
  for (const [method, path, body] of [
    ['POST', url, formOf('a.ts', 'x')],
    ['POST', '/api/custom-nodes/toggle', { filename: 'a.ts' }],
    ['DELETE', '/api/custom-nodes/a.ts', undefined],
    ['POST', '/api/plugins/upload', formOf('a.tgz', 'x')],
    ['DELETE', '/api/plugins/a', undefined],
  ] as const) {
    assert.equal((await ask(method, path, body, { key: null })).status, 403, path)
  }
  // A key for running graphs is not one for bringing code.
  const key = await ask(
    'POST',
    '/v1/keys',
    { name: 'runs', scopes: ['graphs:run'], mode: 'test' },
    { key: server.key },
  )
  const refused = await ask('POST', url, formOf('a.ts', 'x'), { key: key.body.secret ?? key.body.key })
  assert.equal(refused.status, 403, JSON.stringify(key.body))
  for (const filename of ['__x.ts', '../a.ts', 'a/b.ts', 'a.py']) {
    assert.equal((await ask('POST', '/api/custom-nodes/toggle', { filename })).status, 400, filename)
    assert.equal(
      (await ask('DELETE', `/api/custom-nodes/${encodeURIComponent(filename)}`)).status,
      400,
      filename,
    )
  }
  assert.equal((await ask('POST', '/api/custom-nodes/toggle', { filename: 'none.ts' })).status, 404)
  assert.equal((await ask('POST', '/api/custom-nodes/toggle', {})).status, 422)
})

test('a broken file says what is wrong and where, and harms nothing else', async () => {
  const good = await upload('good.ts', scale('2'))
  assert.deepEqual(good.body.problems, [])
  const wrong: [string, string, RegExp, RegExp][] = [
    ['syntax.ts', 'const a = 1\nexport default {{', /./, /^syntax\.ts:2/],
    ['throws.mjs', '\nnothing()\nexport default []', /nothing is not defined/, /^throws\.mjs:2:\d+$/],
    ['empty.js', 'export const a = 1', /default export/, /^empty\.js/],
    [
      'port.js',
      "export default { name: 'P', inputs: { a: 'MODEL' }, run() {} }",
      /MODEL stays inside/,
      /^port\.js/,
    ],
    ['fs.js', "import 'node:fs'\nexport default []", /"node:fs" is closed/, /^fs\.js/],
    [
      'clash.js',
      "export default { name: 'Conv2d', run() {} }",
      /called Conv2d already, from the server/,
      /null/,
    ],
    ['double.js', "export default { name: 'TimesIt', run() {} }", /./, /null/],
    [
      'limits.js',
      "export default { name: 'L', params: { p: { type: 'int', default: 1.5 } }, run() {} }",
      /whole number/,
      /./,
    ],
    ['asks.js', '// @abilities root\nexport default []', /abilities/, /asks\.js/],
  ]
  for (const [name, text, message, place] of wrong) {
    const { status, body } = await upload(name, text)
    assert.equal(status, 200, name)
    if (name === 'double.js') continue
    assert.match(body.problems[0]?.message ?? '', message, name)
    assert.match(String(body.problems[0]?.place), place, name)
    assert.deepEqual(body.nodes, [], name)
  }
  // Of two with one name, the first file's counts.
  assert.match((await listed('good.ts')).problems[0].message, /called TimesIt already, from double\.js/)
  await ask('DELETE', '/api/custom-nodes/double.js')
  assert.equal((await run([ones, { type: 'TimesIt' }])).end.type, 'execution_complete')
  for (const [name] of wrong) await ask('DELETE', `/api/custom-nodes/${name}`)
  await ask('DELETE', '/api/custom-nodes/good.ts')
  assert.deepEqual((await ask('GET', '/api/custom-nodes')).body, [])
})

test('files and folders placed in the data folder are noticed, and their changes', async () => {
  const folder = join(server.environment.NODEYARD_DATA!, 'studio')
  const path = join(folder, 'custom-nodes/placed.ts')
  await writeFile(path, scale('7'))
  await eventually(async () => (await listed('placed.ts'))?.nodes.length === 1)
  assert.equal((await listed('placed.ts')).source, 'placed')
  assert.deepEqual((await run([ones, { type: 'TimesIt' }])).summary.out.values[0], [7, 7])
  assert.equal((await upload('placed.ts', scale('1'))).status, 409)
  const { body: before } = await ask('GET', '/api/plugins/generation')
  await writeFile(path, scale('8'))
  await eventually(async () => (await ask('GET', '/api/nodes/TimesIt')).body.params?.[0].default === 8)
  assert.ok((await ask('GET', '/api/plugins/generation')).body.generation > before.generation)
  assert.deepEqual((await run([ones, { type: 'TimesIt' }])).summary.out.values[0], [8, 8])
  await writeFile(path, 'export default (')
  const broken = await eventually(async () => (await listed('placed.ts'))?.problems[0])
  assert.match(broken.place, /^placed\.ts/)
  await writeFile(`${path}.disabled`, scale('9'))
  await rm(path)
  const off = await eventually(() => listed('placed.ts.disabled'))
  assert.deepEqual([off.enabled, off.nodes], [false, ['TimesIt']])
  const on = await ask('POST', '/api/custom-nodes/toggle', { filename: 'placed.ts.disabled' })
  assert.deepEqual(on.body, { filename: 'placed.ts', enabled: true })
  assert.deepEqual(await readdir(join(folder, 'custom-nodes')), ['placed.ts'])
  assert.equal((await ask('DELETE', '/api/custom-nodes/placed.ts')).status, 200)
  assert.deepEqual(await readdir(join(folder, 'custom-nodes')), [])

  await mkdir(join(folder, 'plugins/mine/nodes'), { recursive: true })
  await writeFile(join(folder, 'plugins/mine/nodes/times.ts'), scale('2'))
  await writeFile(join(folder, 'plugins/mine/plugin.json'), '{"id": "my-own", "name": 5, "version": "1.0.0"}')
  const unreadable = await eventually(async () => {
    const { body } = await ask('GET', '/api/plugins')
    return body.find(({ problems }: Json) => problems[0]?.message.includes('/name'))
  })
  assert.deepEqual([unreadable.id, unreadable.nodes], ['mine', []])
  await writeFile(
    join(folder, 'plugins/mine/plugin.json'),
    '{"id": "my-own", "name": "My own", "version": "1.0.0"}',
  )
  await eventually(async () =>
    (await ask('GET', '/api/plugins/my-own')).body.nodes?.includes('my_own:TimesIt'),
  )
  assert.equal((await ask('GET', '/api/nodes/TimesIt')).body.node_name, 'my_own:TimesIt')
  assert.equal((await ask('GET', '/api/nodes/my_own:TimesIt')).body.provider, 'plugin:my_own')
  assert.deepEqual((await run([ones, { type: 'my_own:TimesIt' }])).summary.out.values[0], [2, 2])
  assert.equal((await ask('DELETE', '/api/plugins/my-own')).status, 409)
  await rm(join(folder, 'plugins/mine'), { recursive: true })
  await eventually(async () => (await ask('GET', '/api/plugins/my-own')).status === 404)
})
