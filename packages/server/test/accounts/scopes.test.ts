import assert from 'node:assert/strict'
import { test } from 'node:test'
import { hasScope, SCOPES, type Scope } from '../../src/domain/accounts/scopes.ts'
import { startServer, type TestServer } from '../start-server.ts'

/** Every scope that is good for more than itself. */
const GOOD_FOR: Partial<Record<Scope, Scope[]>> = {
  'models:upload': ['models:read'],
  'datasets:upload': ['datasets:read'],
  'listings:write': ['listings:read'],
  'deploy:write': ['deploy:invoke'],
  'machines:write': ['machines:read'],
  '*': [...SCOPES],
}

test('what each scope is good for', () => {
  for (const held of SCOPES) {
    for (const wanted of SCOPES) {
      const expected = held === wanted || (GOOD_FOR[held]?.includes(wanted) ?? false)
      assert.equal(hasScope([held], wanted), expected, `${held} for ${wanted}`)
    }
  }
  assert.equal(hasScope([], 'models:read'), false)
  assert.equal(hasScope(['deploy:write', 'models:read'], 'models:read'), true)
})

interface Operation {
  method: string
  path: string
  scope: Scope
}

/** Every route of a surface that asks for a scope, as its document says. */
async function listScoped(server: TestServer, surface: string): Promise<Operation[]> {
  const { body } = await server.call(`/openapi/${surface}.json`)
  return Object.entries<Record<string, Record<string, unknown>>>(body.paths).flatMap(([path, methods]) =>
    Object.entries(methods).flatMap(([method, operation]) => {
      const scope = operation['x-scope'] as Scope | undefined
      return scope ? [{ method: method.toUpperCase(), path: path.replace(/\{[^}]*\}/g, 'x'), scope }] : []
    }),
  )
}

test('every route that asks for a scope refuses a key with all the others', async (t) => {
  await using server = await startServer()
  for (const surface of ['marketplace', 'registry']) {
    const operations = await listScoped(server, surface)
    assert.notEqual(operations.length, 0)
    for (const scope of new Set(operations.map((operation) => operation.scope))) {
      const scopes = SCOPES.filter((other) => !hasScope([other], scope))
      const { body } = await server.call('/v1/keys', { name: 'all but one', mode: 'test', scopes })
      for (const { method, path } of operations.filter((operation) => operation.scope === scope)) {
        await t.test(`${method} ${path} without ${scope}`, async () => {
          const url = server.url + path
          const headers = { authorization: `Bearer ${body.secret}` }
          const answer = await fetch(url, { method, headers })
          assert.equal(answer.status, 403)
          const said = (await answer.json()) as { error?: { code: string; field: string }; type?: string }
          if (surface === 'marketplace') {
            assert.equal(said.error?.code, 'insufficient_scope')
            assert.equal(said.error?.field, scope)
          } else assert.equal(said.type, 'forbidden_error')
        })
      }
    }
  }
})
