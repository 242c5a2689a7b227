import assert from 'node:assert/strict'
import { test } from 'node:test'
import { pino } from 'pino'
import { lazily } from '../../src/http/lazy-logger.ts'

function logInto(lines: Record<string, unknown>[], level: string) {
  const write = (line: string) => void lines.push(JSON.parse(line))
  return pino({ level, base: null }, { write })
}

test("a request's logger says whose line it is, and keeps to the level", () => {
  const lines: Record<string, unknown>[] = []
  const log = lazily(logInto(lines, 'info')).child({ reqId: 'req_1' })
  log.debug('too quiet')
  log.info('heard')
  log.error({ err: new Error('broken') }, 'failed')
  log.child({ part: 'a' }).warn('also heard')
  assert.deepEqual(
    lines.map(({ reqId, level, msg, part }) => [reqId, level, msg, part]),
    [
      ['req_1', 30, 'heard', undefined],
      ['req_1', 50, 'failed', undefined],
      ['req_1', 40, 'also heard', 'a'],
    ],
  )
  assert.equal(log.level, 'info')
})

test('a route may ask for a level of its own', () => {
  const lines: Record<string, unknown>[] = []
  const log = lazily(logInto(lines, 'info')).child({ reqId: 'req_1' }, { level: 'error' })
  log.info('too quiet')
  log.error('heard')
  assert.deepEqual([log.level, lines.map(({ msg }) => msg)], ['error', ['heard']])
})
