import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import fc from 'fast-check'
import type { Database } from '../../src/db/database.ts'
import type { Caller } from '../../src/domain/accounts/caller.ts'
import { addAsset } from '../../src/domain/artifacts/assets/add-asset.ts'
import { getAsset } from '../../src/domain/artifacts/assets/get-asset.ts'
import { findStarred, setStar } from '../../src/domain/artifacts/assets/stars.ts'
import { findInPostgres } from '../../src/domain/artifacts/search/find-assets.postgres.ts'
import { findAssets, findAssetsSorted, toSearch } from '../../src/domain/artifacts/search/find-assets.ts'
import { findSorted, type SortedPlace } from '../../src/domain/artifacts/search/find-sorted.ts'
import { scoreOf } from '../../src/domain/artifacts/search/popularity.ts'
import { foldWord, wordsOf } from '../../src/domain/artifacts/search/search-words.ts'
import { tallyFacets } from '../../src/domain/artifacts/search/tally-facets.ts'
import { openTestDatabase } from '../artifacts/open-test-database.ts'
import { addUser } from '../artifacts/rows.ts'

/** Words of many scripts, some the beginning of others, and characters that indexes like to stumble over. */
const WORDS = [
  'grasp',
  'grasping',
  'GRASP',
  'policy',
  'policies',
  'Straße',
  'STRASSE',
  'café',
  'cafe\u0301',
  'naïve',
  'Ωμέγα',
  'ΟΔΟΣ',
  'οδός',
  'робот',
  'РОБОТА',
  '数据',
  '数',
  'ロボット',
  'ไทย',
  'हिन्दी',
  'ﬁne',
  'fine',
  'İstanbul',
  '１２３',
  '123',
  'v2',
  'internationalization',
  'internationalisation',
  'international',
  'internationa',
  '🤖',
  "o'neil",
  '%',
  '_',
  '"quoted"',
  'a*b',
  'NOT',
  'OR',
  'near(x)',
  '𝔘𝔫𝔦',
]

interface Model {
  id: string
  text: string
  stars: number
  score: number
  number: number
  owner: string
  isPublic: boolean
  task: string
  license: string
}

let place: Awaited<ReturnType<typeof openTestDatabase>>
let database: Database
const callers: Caller[] = []
const models: Model[] = []

before(async () => {
  place = await openTestDatabase()
  database = place.database
  for (const slug of ['ann', 'bob', 'cem']) callers.push((await addUser(database, slug)).caller)
  const words = fc.array(fc.constantFrom(...WORDS), { minLength: 1, maxLength: 6 })
  const some = fc.sample(
    fc.record({
      summary: words,
      tags: fc.uniqueArray(fc.constantFrom(...WORDS.filter((word) => word.trim() !== '')), { maxLength: 3 }),
      owner: fc.nat(2),
      stars: fc.nat(3),
      // Each index of the popular ones has some.
      downloads: fc.constantFrom(0, 0, 100, 5000, 1e6),
      isPublic: fc.boolean(),
      task: fc.constantFrom('vla', 'language'),
      license: fc.constantFrom('MIT', 'ND-Commercial-Team', 'LicenseRef-Custom', 'Apache-2.0'),
    }),
    { numRuns: 60, seed: 42 },
  )
  for (const [number, one] of some.entries()) {
    const caller = callers[one.owner]!
    const id = await addAsset(database, caller, {
      kind: number % 7 === 6 ? 'dataset' : 'model',
      slug: `asset-${number}`,
      title: `Asset ${number}`,
      license: one.license,
      task: one.task,
      summary: one.summary.join(' '),
      tags: one.tags,
    })
    if (one.isPublic) {
      const { indexArtifact } = await import('../../src/domain/artifacts/search/index-artifact.ts')
      await database.write(async (trx) => {
        await trx.updateTable('artifact').set({ is_public: 1 }).where('id', '=', id).execute()
        await indexArtifact(trx, id)
      })
    }
    if (one.isPublic) {
      const { artifact } = await getAsset(database.read, caller, number % 7 === 6 ? 'dataset' : 'model', id)
      await database.write((trx) =>
        trx.updateTable('artifact').set({ download_count: one.downloads }).where('id', '=', id).execute(),
      )
      for (const fan of callers.slice(0, one.stars)) await setStar(database, fan, artifact, true)
    }
    if (number % 7 === 6) continue
    const text = [
      `asset-${number}`,
      caller.account.slug,
      `Asset ${number}`,
      ...one.tags,
      ...one.summary,
    ].join(' ')
    models.push({
      ...one,
      id,
      number,
      text,
      stars: one.isPublic ? one.stars : 0,
      score: one.isPublic && one.stars > 0 ? scoreOf(one.downloads, one.stars) : 0,
      owner: caller.account.id,
    })
  }
})
after(() => place[Symbol.asyncDispose]())

/** That make PostgreSQL go each of its ways: few by the index, a longer look, many by the index. */
const PATIENCES = [
  { near: 1, most: 1000, far: 1 },
  { near: 1, most: 0, far: 1000 },
  { near: 1, most: 0, far: 1 },
]

/** What a search must find, in its order, by the plainest code there is. */
function expected(caller: Caller, query: string, filter: { task?: string; license?: string }): string[] {
  const wanted = wordsOf(query)
  if (wanted.length === 0 && query.trim() !== '') return []
  return models
    .filter(({ isPublic, owner }) => isPublic || owner === caller.account.id)
    .filter(({ task }) => filter.task === undefined || task === filter.task)
    .filter(({ license }) =>
      filter.license === 'Commercial'
        ? /^(?:ND-|LicenseRef-)/.test(license)
        : filter.license === undefined || license === filter.license,
    )
    .filter(({ text }) => wanted.every((want) => wordsOf(text).some((word) => word.startsWith(want))))
    .sort((a, b) => b.score - a.score || a.number - b.number)
    .map(({ id }) => id)
}

const part = fc
  .tuple(fc.constantFrom(...WORDS, 'asset', 'ann'), fc.nat(12))
  .map(([word, length]) => [...word].slice(0, 1 + length).join(''))
const queries = fc.oneof(
  { weight: 6, arbitrary: fc.array(part, { maxLength: 3 }).map((parts) => parts.join(' ')) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 12 }).map((text) => text.toWellFormed()) },
)

test('a search finds the same, in the same order, as the plainest code; so both databases agree', async () => {
  const filters = fc.record(
    {
      task: fc.constantFrom('vla', 'language'),
      license: fc.constantFrom('Commercial', 'MIT', 'ND-Commercial-Team'),
    },
    { requiredKeys: [] },
  )
  await fc.assert(
    fc.asyncProperty(
      queries,
      filters,
      fc.nat(2),
      fc.integer({ min: 1, max: 9 }),
      async (q, filter, who, limit) => {
        const caller = callers[who]!
        const found: string[] = []
        for (let after: number | undefined; ; ) {
          const page = await findAssets(database, caller, 'model', { q, ...filter }, { after, limit })
          found.push(...page.map(({ artifact }) => artifact.id))
          if (page.length < limit) break
          after = page.at(-1)!.artifact.place
        }
        const wanted = expected(caller, q, filter)
        assert.deepEqual(found, wanted, JSON.stringify(q))
        // PostgreSQL's index itself, which else is asked only where many have been looked at in vain.
        const search = await toSearch(
          database,
          caller,
          'model',
          { q, ...filter },
          { after: undefined, limit },
        )
        if (database.kind === 'postgres' && search) {
          for (const patience of PATIENCES) {
            const indexed = await findInPostgres(database.read, search, patience)
            assert.deepEqual(
              indexed.map(({ id }) => id),
              wanted.slice(0, limit),
              JSON.stringify([q, patience]),
            )
          }
        }
      },
    ),
    { numRuns: 250, seed: 7 },
  )
})

test('other orders hold the same models, page by page, by the order itself and by the index', async () => {
  const caller = callers[0]!
  const all = await findAssets(database, caller, 'model', {}, { after: undefined, limit: 1000 })
  const key = { newest: 'created_at', updated: 'updated_at', name: 'name' } as const
  for (const [sort, column] of Object.entries(key) as ['newest', 'created_at'][]) {
    const isNamed = column === ('name' as string)
    const wanted = all
      .map(({ artifact }) => ({ id: artifact.id, key: artifact[column], number: artifact.place % 2 ** 46 }))
      .sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : a.number - b.number))
    if (!isNamed) wanted.reverse()
    const found: string[] = []
    for (let after: SortedPlace | undefined; ; ) {
      const page = await findAssetsSorted(database, caller, 'model', {}, { sort, after, limit: 7 })
      found.push(...page.map(({ asset }) => asset.artifact.id))
      if (page.length < 7) break
      after = page.at(-1)!.place
    }
    assert.deepEqual(
      found,
      wanted.map(({ id }) => id),
      sort,
    )
    for (const q of ['grasp', 'internationalis', 'asset fine']) {
      const filter = { q, task: 'vla' }
      const search = (await toSearch(database, caller, 'model', filter, { after: undefined, limit: 50 }))!
      const ids = (rows: { id: string }[]) => rows.map(({ id }) => id)
      const walked = ids(await findSorted(database, search, sort, undefined))
      assert.deepEqual(ids(await findSorted(database, search, sort, undefined, 1)), walked)
      assert.deepEqual(new Set(walked), new Set(expected(caller, q, filter)))
    }
  }
})

test('facets count what the list finds, each without its own filter', async () => {
  for (const caller of callers) {
    for (const filter of [
      {},
      { task: 'vla' },
      { license: 'MIT' },
      { q: 'grasp', task: 'vla', license: 'MIT' },
    ]) {
      const { found, facets } = await tallyFacets(database, caller, 'model', filter)
      const { q = '', ...facts } = filter as { q?: string; task?: string; license?: string }
      assert.equal(found.count, expected(caller, q, facts).length)
      assert.equal(found.isComplete, true)
      for (const name of ['task', 'license'] as const) {
        const counts = new Map<string, number>()
        for (const id of expected(caller, q, { ...facts, [name]: undefined })) {
          const value = models.find((model) => model.id === id)![name]
          counts.set(value, (counts.get(value) ?? 0) + 1)
        }
        assert.deepEqual(new Map(facets[name]!.values.map(({ value, count }) => [value, count])), counts)
      }
    }
  }
})

test('who gave a star is known', async () => {
  const ids = models.map(({ id }) => id)
  for (const [at, caller] of callers.entries()) {
    const wanted = models.filter(({ stars }) => stars > at).map(({ id }) => id)
    assert.deepEqual(await findStarred(database, caller, ids), new Set(wanted))
  }
})

test('words are folded so that what reads the same is found', () => {
  assert.equal(foldWord('STRASSE'), foldWord('Straße'))
  assert.equal(foldWord('ΟΔΟΣ'), foldWord('οδος'))
  assert.equal(foldWord('cafe\u0301'), foldWord('CAFÉ'))
  assert.equal(foldWord('１２３'), '123')
  assert.deepEqual(wordsOf('grasp-policy_v2, 数据'), ['grasp', 'policy', 'v2', '数', '据'])
})

test('what is more popular comes first, and steps are coarse', () => {
  const scores = [0, 1, 2, 3, 4, 6, 8, 100, 1e6, 1e15].map((downloads) => scoreOf(downloads, 0))
  assert.deepEqual(
    scores,
    scores.toSorted((a, b) => a - b),
  )
  assert.equal(scoreOf(1000, 0), scoreOf(1001, 0))
  assert.equal(scoreOf(0, 1), scoreOf(10, 0))
})
