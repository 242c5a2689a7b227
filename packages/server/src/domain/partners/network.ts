import { randomInt } from 'node:crypto'
import { type Asked, askPartners } from './ask-partners.ts'
import type { Grid } from './grid.ts'
import { listPartners, type Partner } from './partners.ts'

export type Pair = [id: string, address: string]

/** What a search found, and who could not be asked. */
export interface Found<T> {
  found: T
  unreachable: { id: string; reason: string }[]
}

/** Copies of one model, and the nodes that one copy of an encrypted model needs. */
const REPLICAS = 1
const ENCRYPTED_CHUNK = 4

const pairOf = ({ id, address }: Partner): Pair => [id, address]

const isTexts = (value: unknown): value is string[] =>
  Array.isArray(value) && value.every((item) => typeof item === 'string')

const asksModels = (grid: Grid): Promise<Asked<string[]>> =>
  askPartners(grid, { method: 'GET', path: '/models/' }, (status, body) => {
    const { models } = (body ?? {}) as { models?: unknown }
    return status === 200 && isTexts(models) ? models : undefined
  })

/** The nodes that host a model. */
export async function searchModel(grid: Grid, modelId: string): Promise<Found<Pair[]>> {
  const { answers, unreachable } = await asksModels(grid)
  const hosts = answers.filter(({ answer }) => answer.includes(modelId))
  return { found: hosts.map(({ partner }) => pairOf(partner)), unreachable }
}

/** What each node hosts, of those that answer. */
export async function listHosts(
  grid: Grid,
): Promise<Found<{ id: string; address: string; models: string[] }[]>> {
  const { answers, unreachable } = await asksModels(grid)
  const found = answers.map(({ partner: { id, address }, answer }) => ({ id, address, models: answer }))
  return { found, unreachable }
}

/** Every model of every node, each once. */
export async function searchAvailableModels(grid: Grid): Promise<Found<string[]>> {
  return union(await asksModels(grid))
}

/** Every tag of every node's datasets, each once. */
export async function searchAvailableTags(grid: Grid): Promise<Found<string[]>> {
  const request = { method: 'GET', path: '/dataset-tags' } as const
  return union(
    await askPartners(grid, request, (status, body) => (status === 200 && isTexts(body) ? body : undefined)),
  )
}

/** The nodes that have a dataset which every term fits. */
export async function searchDatasets(grid: Grid, query: readonly string[]): Promise<Found<Pair[]>> {
  const request = { method: 'POST', path: '/search', body: { query } } as const
  const { answers, unreachable } = await askPartners(grid, request, (status, body) => {
    const { content } = (body ?? {}) as { content?: unknown }
    return status === 200 && typeof content === 'boolean' ? content : undefined
  })
  const having = answers.filter(({ answer }) => answer)
  return { found: having.map(({ partner }) => pairOf(partner)), unreachable }
}

export interface EncryptedHost {
  address: string
  nodes: { workers: Pair[]; crypto_provider: Pair }
}

const isPair = (value: unknown): value is Pair => isTexts(value) && value.length === 2

/** The nodes that host an encrypted model, and where its shares are. */
export async function searchEncryptedModel(
  grid: Grid,
  modelId: string,
): Promise<Found<Record<string, EncryptedHost>>> {
  const request = { method: 'POST', path: '/search-encrypted-models', body: { model_id: modelId } } as const
  const { answers, unreachable } = await askPartners(grid, request, (status, body) => {
    if (status === 404) return null
    const { workers, crypto_provider: provider } = (body ?? {}) as Record<string, unknown>
    const isFine = status === 200 && Array.isArray(workers) && workers.every(isPair) && isPair(provider)
    return isFine ? { workers: workers as Pair[], crypto_provider: provider as Pair } : undefined
  })
  const found = Object.fromEntries(
    answers.flatMap(({ partner, answer }) =>
      answer ? [[partner.id, { address: partner.address, nodes: answer }]] : [],
    ),
  )
  return { found, unreachable }
}

/** Where a model should be hosted: where it is already, else on nodes chosen by chance. */
export async function chooseModelHost(grid: Grid, modelId: string | undefined): Promise<Found<Pair[]>> {
  if (modelId !== undefined) {
    const hosts = await searchModel(grid, modelId)
    if (hosts.found.length > 0) return hosts
  }
  return { found: await chooseByChance(grid, REPLICAS), unreachable: [] }
}

/** Two to hold shares, one to provide randomness, one to host; nothing when there are not so many. */
export async function chooseEncryptedModelHost(grid: Grid): Promise<Found<Pair[]>> {
  const wanted = REPLICAS * ENCRYPTED_CHUNK
  const chosen = await chooseByChance(grid, wanted)
  return { found: chosen.length === wanted ? chosen : [], unreachable: [] }
}

/** Those that were there when last asked, before the others. */
async function chooseByChance({ database }: Grid, count: number): Promise<Pair[]> {
  const partners = await listPartners(database.read, 'joined')
  for (let i = partners.length - 1; i > 0; i--) {
    const j = randomInt(i + 1)
    ;[partners[i], partners[j]] = [partners[j]!, partners[i]!]
  }
  const there = partners.filter(({ error }) => error === null)
  const away = partners.filter(({ error }) => error !== null)
  return [...there, ...away].slice(0, count).map(pairOf)
}

function union({ answers, unreachable }: Asked<string[]>): Found<string[]> {
  return { found: [...new Set(answers.flatMap(({ answer }) => answer))].sort(), unreachable }
}
