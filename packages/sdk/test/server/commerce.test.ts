import assert from 'node:assert/strict'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { push } from '../../../../soak/lib/push.ts'
import { signUp } from '../../../../soak/lib/yard.ts'
import { showMoney, toMinorUnits, toUnitAmount } from '../../src/commerce/price.ts'
import { verifyGrant } from '../../src/commerce/verify-grant.ts'
import { type RunningServer, startServer } from '../start-server.ts'

let server: RunningServer
let buyer: Record<string, string>
before(async () => {
  server = await startServer()
  const files = { 'weights.bin': new TextEncoder().encode('weights') }
  await push(server, { org: 'admin', name: 'grasp', version: '1.0.0', files })
  buyer = { NODEYARD_API_KEY: await signUp(server, 'mira') }
})
after(() => server[Symbol.asyncDispose]())

const json = async (args: string[], environment?: Record<string, string>) => {
  const { code, stdout, stderr } = await server.nodeyard([...args, '--json'], environment)
  assert.equal(code, 0, stderr)
  return JSON.parse(stdout)
}

test('a model is offered, bought, verified, refunded and told of in a statement, by commands alone', async () => {
  const made = await json([
    'listing',
    'create',
    'admin/grasp',
    '--title',
    'Grasp',
    '--price',
    '49',
    '--license',
    'MIT',
  ])
  assert.deepEqual([made.pricing.amount, made.state], [4900, 'draft'])
  assert.equal((await json(['listing', 'publish', made.id])).state, 'published')
  assert.equal((await json(['listing', 'update', made.id, '--price', '50'])).pricing.amount, 5000)
  assert.equal((await json(['listing', 'update', made.id, '--price', '49.00'])).pricing.amount, 4900)
  const bought = await json(['buy', made.id, '--with', 'pm_card_visa'], buyer)
  assert.equal(bought.status, 'succeeded')

  const file = join(server.folder, 'grant.json')
  await json(['grant', 'show', bought.license_grant_id, '--to', file], buyer)
  assert.equal((await json(['grant', 'verify', file])).valid, true)
  const response = await fetch(`${server.url}/v1/grant_key`)
  const { keys } = (await response.json()) as { keys: { public_key: string }[] }
  const offline = { NODEYARD_URL: 'http://127.0.0.1:9' }
  assert.equal((await json(['grant', 'verify', file, '--key', keys[0]!.public_key], offline)).valid, true)
  const document = JSON.parse(await readFile(file, 'utf8'))
  const forged = await verifyGrant({ ...document, seats: 100 }, keys[0]!.public_key)
  assert.deepEqual([forged.valid, forged.live], [false, false])

  assert.match((await server.nodeyard(['balance'])).stdout, /pending +36\.75 usd/)
  const refunded = await json(['refund', bought.id, '--amount', '9.80'])
  assert.deepEqual(refunded.amount, { currency: 'usd', amount: 980 })
  const { csv } = await json(['statement'])
  assert.match(csv, /charge,.*,3675,/)
  assert.match(csv, /refund,.*,-735,/)
  const declined = await server.nodeyard(['buy', made.id, '--with', 'pm_card_chargeDeclined'], buyer)
  assert.equal(declined.code, 1)
  assert.match(declined.stderr, /declined/)
  assert.equal((await json(['purchases'], buyer)).length, 2)
  assert.equal((await json(['audit', 'money'])).problems.length, 0)
})

test('time is advanced from the command line', async () => {
  const clock = await json(['clock', 'create', '--at', '2027-01-01T00:00:00Z'])
  const monthly = await json(
    [
      'listing',
      'create',
      'admin/grasp',
      '--title',
      'Monthly',
      '--price',
      '40',
      '--every',
      'month',
      '--trial',
      '7',
    ].concat(['--license', 'MIT', '--publish']),
  )
  const metered = await json([
    'listing',
    'create',
    'admin/grasp',
    '--title',
    'Metered',
    '--per-unit',
    '0.0008',
    '--license',
    'MIT',
    '--publish',
  ])
  assert.equal(metered.pricing.unit_amount_decimal, '0.08')
  const method = await json(['payment-method', 'add', 'pm_card_visa'], buyer)
  const bought = await json(['buy', monthly.id, '--with', method.id], buyer)
  const used = await json(['buy', metered.id, '--with', method.id], buyer)
  await json(['usage', 'report', used.subscription_id, '1000'])
  assert.equal((await json(['clock', 'advance', '40d'])).frozen_time, '2027-02-10T00:00:00Z')
  const invoices = await json(['invoices'], buyer)
  assert.deepEqual(
    invoices.map(({ amount }: { amount: { amount: number } }) => amount.amount).sort(),
    [4000, 4000, 80],
  )
  assert.ok((await json(['payouts'])).length > 0)
  const ended = await json(['subscription', 'cancel', bought.subscription_id, '--now'], buyer)
  assert.equal(ended.status, 'canceled')
  const refused = await server.nodeyard(['buy', monthly.id, '--with', method.id, '--trial'], buyer)
  assert.deepEqual([refused.code, /you have had your trial/.test(refused.stderr)], [1, true])
  assert.match(
    (await server.nodeyard(['buy', monthly.id, '--with', method.id], buyer)).stdout,
    /for 40\.00 usd/,
  )
  assert.match((await server.nodeyard(['subscription', 'list'], buyer)).stdout, /canceled/)
  assert.equal((await server.nodeyard(['clock', 'delete', clock.id])).code, 0)
})

test('words of a price that do not go together are refused, not left out', async () => {
  const create = ['listing', 'create', 'admin/grasp', '--title', 'Grasp', '--license', 'MIT']
  for (const [words, said] of [
    [['--price', '4', '--trial', '7'], '--trial comes before a subscription'],
    [['--price', '4', '--every', 'month', '--trial', 'x'], '--trial must be a whole number'],
    [['--price', '4', '--included', '7'], '--unit and --included go with --per-unit'],
    [['--price', '4', '--per-unit', '7'], 'say one'],
    [['--every', 'month'], '--price is missing'],
  ] as const) {
    const { code, stderr } = await server.nodeyard([...create, ...words])
    assert.deepEqual([code, stderr.includes(said)], [2, true], stderr)
  }
  const page = join(server.folder, 'LISTING.md')
  await writeFile(page, '# Grasp')
  const terms = ['--license', 'LicenseRef-Custom', '--license-text', page]
  const euros = ['--price', '5', '--currency', 'eur', '--description', page, ...terms]
  const made = await json([...create.slice(0, -2), ...euros])
  assert.deepEqual(
    [made.pricing.currency, made.description, made.license_text],
    ['eur', '# Grasp', '# Grasp'],
  )
})

test('dollars are read exactly', () => {
  assert.deepEqual(['49', 49, '49.00', 0.07, '0', 1.1].map(toMinorUnits), [4900, 4900, 4900, 7, 0, 110])
  assert.deepEqual([0.0008, '0.0008', 0.00000012, 49, '1.005'].map(toUnitAmount), [
    '0.08',
    '0.08',
    '0.000012',
    '4900',
    '100.5',
  ])
  for (const wrong of ['49.999', '', '-1', '1e3', 'x']) assert.throws(() => toMinorUnits(wrong), TypeError)
  assert.equal(showMoney({ currency: 'usd', amount: -5 }), '-0.05 usd')
})
