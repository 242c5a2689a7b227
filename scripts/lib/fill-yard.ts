import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { connect, createDeployment, invoke, pushArtifact, setMetrics, waitForDeployment } from '@nodeyard/sdk'
import type { TestServer } from '../../packages/server/test/start-server.ts'
import { pushHostile } from '../../packages/web/test/hostile.ts'

import { fillSales } from './fill-sales.ts'

export const CREDENTIALS = { email: 'ada@example.org', password: 'correct horse battery' }

const digits = fileURLToPath(new URL('../../examples/digits/model', import.meta.url))
const iris = fileURLToPath(
  new URL('../../packages/server/src/domain/graphs/examples/data/iris.csv', import.meta.url),
)

/** Gives a new server something of everything that its pages show. */
export async function fillYard(server: TestServer) {
  const yard = connect({ url: server.url, apiKey: server.key })
  const ask = async (path: string, body?: unknown, method?: string) => {
    const answer = await server.call(path, body, method === undefined ? {} : { method })
    if (answer.status >= 400) throw new Error(`${path}: ${JSON.stringify(answer.body)}`)
    return answer.body
  }
  await ask('/v1/me', { ...CREDENTIALS, name: 'Ada' }, 'PATCH')
  for (const [version, accuracy] of [
    ['1.0.0', 0.9935],
    ['1.1.0', 0.9941],
    ['1.2.0', 0.9938],
  ] as const) {
    await pushArtifact(yard, { kind: 'model', folder: digits, version })
    const target = { org: 'admin', name: 'digits', version }
    await setMetrics(yard, 'model', target, { accuracy, loss: 1 - accuracy, 'latency ms': 1.2 + accuracy })
  }
  await ask('/api/v1/org/admin/models/digits/visibility', { is_public: true }, 'PATCH')
  await pushHostile(server)
  await pushFlowers(yard)
  const { id: deployment } = await createDeployment(yard, { model: 'admin/digits' })
  await waitForDeployment(yard, deployment)
  const image = { dtype: 'float32', shape: [1, 1, 28, 28], data: new Float32Array(784) } as const
  for (let at = 0; at < 20; at++)
    await invoke(yard, deployment, { image: { ...image, shape: [1, 1, 28, 28] } })
  const listing = await ask('/v1/listings', {
    asset_id: 'admin/digits',
    title: 'Digits, for your scanner',
    short_description: 'Reads a handwritten digit in a millisecond.',
    description: '## What you get\n\nThe weights, the card and every later version of 1.x.',
    pricing: { model: 'one_time', currency: 'usd', amount: 4900 },
    license: 'MIT',
  })
  await ask(`/v1/listings/${listing.id}/publish`, {})
  const endpoint = await ask('/v1/webhook_endpoints', { url: 'http://127.0.0.1:9/hook', events: ['*'] })
  const org = await ask('/v1/orgs', { slug: 'acme', name: 'Acme Robotics' })
  const sales = await fillSales(server, listing.id)
  return { deployment, listing: listing.id, endpoint: endpoint.id, org: org.slug, ...sales } as Record<
    'deployment' | 'listing' | 'endpoint' | 'org' | keyof typeof sales,
    string
  >
}

async function pushFlowers(yard: ReturnType<typeof connect>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'nodeyard-flowers-'))
  try {
    const [head = '', ...rows] = (await readFile(iris, 'utf8')).trim().split('\n')
    const isTest = (_: string, at: number) => at % 5 === 0
    await writeFile(join(folder, 'test.csv'), [head, ...rows.filter(isTest)].join('\n'))
    await writeFile(
      join(folder, 'train.csv'),
      [head, ...rows.filter((row, at) => !isTest(row, at))].join('\n'),
    )
    await writeFile(
      join(folder, 'README.md'),
      '# Flowers\n\nFour lengths of 150 irises, and which of three kinds each is.\n',
    )
    const about = { name: 'flowers', version: '1.0.0', pretty_name: 'Flowers', license: 'CC0-1.0' }
    const said = { ...about, summary: 'Irises, measured.', tags: ['tabular'] }
    await writeFile(join(folder, 'dataset.yaml'), JSON.stringify(said))
    await pushArtifact(yard, { kind: 'dataset', folder })
  } finally {
    await rm(folder, { recursive: true })
  }
}
