import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ask, push, pushDigits } from '../../../../soak/lib/push.ts'
import { startServer } from '../start-server.ts'
import { until } from './receiver.ts'

test('publishing a version and what becomes of a deployment are told, each once', async () => {
  await using server = await startServer()
  await pushDigits(server, '1.0.0', 'admin')
  await pushDigits(server, '1.1.0', 'admin')
  await push(server, {
    kind: 'datasets',
    org: 'admin',
    name: 'rows',
    version: '1.0.0',
    files: { 'a.csv': new TextEncoder().encode('x,y\n1,2\n') },
  })
  const { id } = await ask<{ id: string }>(server, 'POST', '/v1/deployments', {
    model: 'admin/digits@1.0.0',
    scale_to_zero_after_s: 1,
  })
  type Event = { type: string; data: { object: Record<string, unknown> } }
  const events = await until(async () => {
    const { items } = (await server.call('/v1/events')).body as { items: Event[] }
    return items.some(({ type }) => type === 'deployment.scaled_to_zero') && items.reverse()
  })
  assert.deepEqual(
    events.map(({ type, data: { object } }) => [type, object.slug ?? object.model, object.revision]),
    [
      ['model.published', 'admin/digits', '1.0.0'],
      ['revision.published', 'admin/digits', '1.0.0'],
      ['revision.published', 'admin/digits', '1.1.0'],
      ['dataset.published', 'admin/rows', '1.0.0'],
      ['deployment.ready', 'admin/digits', '1.0.0'],
      ['deployment.scaled_to_zero', 'admin/digits', '1.0.0'],
    ],
  )
  assert.equal(events[4]!.data.object.id, id)
})
