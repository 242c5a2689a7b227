import { mkdir } from 'node:fs/promises'
import { openDatabase } from '../../packages/server/src/db/open-database.ts'
import { makeAdmin } from '../../packages/server/src/domain/accounts/first-start.ts'
import { searchWords } from '../../packages/server/src/domain/artifacts/search/search-words.ts'
import { randomFrom } from '../../soak/lib/random.ts'

/** Rows of one statement. */
const CHUNK = 500

const TASKS = ['manipulation', 'navigation', 'perception', 'language', 'vla']
const FRAMEWORKS = ['pytorch', 'onnx', 'safetensors']
const LICENCES = ['MIT', 'Apache-2.0', 'CC-BY-4.0', 'ND-Commercial-Team']

/** Some of these are in most summaries, some in one of thousands: text has such words. */
export const WORDS = Array.from({ length: 5000 }, (_, rank) => `${nameOf(rank)}`)

/** Pronounceable, and different in its first letters. */
function nameOf(rank: number): string {
  const syllables = [
    'ba',
    'ce',
    'di',
    'fo',
    'gu',
    'ha',
    'je',
    'ki',
    'lo',
    'mu',
    'na',
    're',
    'si',
    'to',
    'vu',
    'wa',
  ]
  let [text, rest] = ['', rank + 17]
  for (let i = 0; i < 3 || rest > 0; i++) {
    text += syllables[rest % syllables.length]
    rest = Math.floor(rest / syllables.length)
  }
  return text
}

/** The rank of a word, small ones far more often: Zipf's law, roughly. */
export const zipf = (random: () => number, most: number): number => Math.floor(most ** random()) - 1

/**
 * Fills a new data folder with public models that have a version each, straight in the database.
 *
 * @param url of a PostgreSQL database in place of the folder's own file
 */
export async function seedModels(dataFolder: string, models: number, url?: string): Promise<void> {
  await mkdir(dataFolder, { recursive: true })
  const database = await openDatabase({ dataFolder, url })
  const random = randomFrom(11)
  try {
    await makeAdmin(database, dataFolder)
    const { id: ownerId } = await database.read
      .selectFrom('account')
      .select('id')
      .where('slug', '=', 'admin')
      .executeTakeFirstOrThrow()
    const now = Date.now()
    for (let start = 0; start < models; start += CHUNK * 40) {
      await database.write(async (trx) => {
        for (let from = start; from < Math.min(models, start + CHUNK * 40); from += CHUNK) {
          const numbers = Array.from({ length: Math.min(CHUNK, models - from) }, (_, i) => from + i)
          const rows = numbers.map((n) => {
            const summary = Array.from({ length: 8 }, () => WORDS[zipf(random, WORDS.length)]).join(' ')
            const facts = {
              kind: 'model' as const,
              name: `model-${n}`,
              title: null,
              summary,
              task: TASKS[n % 5]!,
              framework: FRAMEWORKS[n % 3]!,
              license: LICENCES[n % 4]!,
              format: null,
            }
            const words = { ownerId, ownerSlug: 'admin', isPublic: true, tags: [WORDS[n % 50]!] }
            return {
              ...facts,
              id: `mdl_${String(n).padStart(26, '0')}`,
              owner_id: ownerId,
              is_public: 1 as const,
              version_count: 1,
              latest_version_id: versionId(n),
              latest_created_at: now + n,
              latest_updated_at: now + n,
              number: n + 1,
              score: Math.min(63, Math.floor(-Math.log2(1 - random()) * 3)),
              search_words: searchWords({ ...facts, ...words }),
              created_at: now + n,
              updated_at: now + n,
            }
          })
          await trx.insertInto('artifact').values(rows).execute()
          await trx
            .insertInto('version')
            .values(
              numbers.map((n) => ({
                id: versionId(n),
                artifact_id: `mdl_${String(n).padStart(26, '0')}`,
                version: '1.0.0',
                major: 1,
                minor: 0,
                patch: 0,
                state: 'published' as const,
                manifest: '{}',
                manifest_hash: '',
                artifacts_hash: '',
                file_size_bytes: 1,
                created_by: ownerId,
                created_at: now,
                updated_at: now,
              })),
            )
            .execute()
        }
      })
    }
  } finally {
    await database.close()
  }
}

const versionId = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`
