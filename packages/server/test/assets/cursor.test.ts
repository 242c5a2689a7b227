import assert from 'node:assert/strict'
import { test } from 'node:test'
import { startServer } from '../start-server.ts'

test('a walk through the pages meets everything once while others add models', async () => {
  await using server = await startServer()
  const add = (name: string) =>
    server.call('/v1/models', {
      slug: name,
      name,
      task: 'vla',
      framework: 'onnx',
      license: 'MIT',
      summary: 'pages',
    })
  const before = Array.from({ length: 25 }, (_, i) => `before-${i}`)
  for (const name of before) assert.equal((await add(name)).status, 201)
  const met: string[] = []
  let cursor: string | null = null
  let added = 0
  do {
    const query = cursor === null ? '' : `&cursor=${encodeURIComponent(cursor)}`
    const page = await server.call(`/v1/models?q=pages&limit=4${query}`)
    assert.equal(page.status, 200)
    assert.equal(page.body.has_more, page.body.next_cursor !== null)
    met.push(...page.body.items.map((model: { slug: string }) => model.slug.split('/')[1]!))
    cursor = page.body.next_cursor
    if (added < 12) await Promise.all([add(`later-${added++}`), add(`later-${added++}`)])
  } while (cursor !== null)
  assert.equal(new Set(met).size, met.length, 'one was met twice')
  assert.deepEqual(
    met.filter((name) => name.startsWith('before')),
    before,
  )
})

test('a cursor is of use for its own list only', async () => {
  await using server = await startServer()
  for (const slug of ['a', 'b', 'c']) {
    await server.call('/v1/models', { slug, name: slug, task: 'vla', framework: 'onnx', license: 'MIT' })
  }
  const { body } = await server.call('/v1/models?limit=1&task=vla')
  const cursor = encodeURIComponent(body.next_cursor)
  assert.equal((await server.call(`/v1/models?limit=1&task=vla&cursor=${cursor}`)).status, 200)
  for (const query of [`limit=1&task=language&cursor=${cursor}`, `limit=1&task=vla&cursor=x${cursor}`]) {
    const answer = await server.call(`/v1/models?${query}`)
    assert.equal(answer.status, 422, query)
    assert.equal(answer.body.error.field, 'cursor')
  }
})
