import type { BlobStore } from '../../../blobs/blob-store.ts'
import type { VersionFile } from '../versions.ts'

/** What the texts beside the weights say, as far as the checks and the marketplace want to know. */
export interface Documents {
  card?: Card
  config?: { problem?: string }
}

/** `model_card.md` or `README.md`. */
export interface Card {
  /** Why its front matter cannot be used. */
  problem?: string
  hasFrontMatter: boolean
  hasText: boolean
  trainingData?: string[]
  /** By `name metric`, as the benchmarks of the front matter have them. */
  benchmarks?: Record<string, number>
}

const LARGEST = 256 * 1024

/** Reads a version's card and configuration. Bounded: what is larger than any text is only told of. */
export async function readDocuments(blobs: BlobStore, files: readonly VersionFile[]): Promise<Documents> {
  const card = findCard(files)
  const config = files.find(({ path }) => path === 'config.json')
  return {
    ...(card ? { card: await readCard(blobs, card) } : {}),
    ...(config ? { config: await checkConfig(blobs, config) } : {}),
  }
}

const findCard = (files: readonly VersionFile[]) =>
  files.find(({ path }) => path === 'model_card.md') ?? files.find(({ path }) => path === 'README.md')

/** The card as people read it, without its front matter; null where there is none to read. */
export async function readCardText(blobs: BlobStore, files: readonly VersionFile[]): Promise<string | null> {
  const card = findCard(files)
  const text = card && (await readText(blobs, card))
  return text === undefined ? null : text.replace(FRONT_MATTER, '')
}

const FRONT_MATTER = /^---\r?\n([\s\S]*?)\r?\n---(?:\r?\n|$)/

async function readText(blobs: BlobStore, { sha256, size }: VersionFile): Promise<string | undefined> {
  if (size > LARGEST) return undefined
  return Buffer.from(await blobs.readAt(sha256, 0, size)).toString()
}

async function checkConfig(blobs: BlobStore, file: VersionFile): Promise<{ problem?: string }> {
  const text = await readText(blobs, file)
  if (text === undefined) return { problem: `is larger than ${LARGEST / 1024} KiB` }
  try {
    const value: unknown = JSON.parse(text)
    const isMap = typeof value === 'object' && value !== null && !Array.isArray(value)
    return isMap ? {} : { problem: 'must be a JSON object' }
  } catch {
    return { problem: 'is not valid JSON' }
  }
}

async function readCard(blobs: BlobStore, file: VersionFile): Promise<Card> {
  const text = await readText(blobs, file)
  if (text === undefined) {
    return { problem: `is larger than ${LARGEST / 1024} KiB`, hasFrontMatter: false, hasText: true }
  }
  const [whole, front] = FRONT_MATTER.exec(text) ?? []
  const hasText = text.slice(whole?.length ?? 0).trim() !== ''
  if (front === undefined) return { hasFrontMatter: false, hasText }
  const { parse } = await import('yaml')
  try {
    return { hasFrontMatter: true, hasText, ...readFrontMatter(parse(front)) }
  } catch (error) {
    const why = error instanceof Error ? error.message.split('\n')[0] : 'it cannot be read'
    return { problem: `its front matter is no YAML: ${why}`, hasFrontMatter: true, hasText }
  }
}

const MOST = 200

function readFrontMatter(value: unknown): Pick<Card, 'problem' | 'trainingData' | 'benchmarks'> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return { problem: 'its front matter must be a map' }
  }
  const { training_data: data, benchmarks } = value as Record<string, unknown>
  const trainingData = [data ?? []]
    .flat()
    .filter((name): name is string => typeof name === 'string' && name.length <= 500)
  const figures = [benchmarks ?? []].flat().flatMap((entry): [string, number][] => {
    const { name, metric, value: figure } = (entry ?? {}) as Record<string, unknown>
    if (typeof figure !== 'number' || !Number.isFinite(figure)) return []
    const label = [name, metric].filter((part) => typeof part === 'string').join(' ')
    return label === '' || label.length > 128 || /\p{Cc}/u.test(label) ? [] : [[label.toWellFormed(), figure]]
  })
  return {
    ...(trainingData.length > 0 ? { trainingData: trainingData.slice(0, MOST) } : {}),
    ...(figures.length > 0 ? { benchmarks: Object.fromEntries(figures.slice(0, MOST)) } : {}),
  }
}
