import type { ArtifactKind } from '../../../db/tables.ts'
import { isCommercial } from '../licences/licences.ts'

/** Longer words are cut, in what is searched and in what is searched for. UTF-16 units. */
const LONGEST_WORD = 64
const MOST_WORDS = 200
const MOST_WANTED = 16

/**
 * Marks that no word can begin with (they are of Unicode's private use). Facts to filter by are words with a
 * mark, so one index answers text and filters together.
 */
const MARK = {
  any: '\uE000',
  owner: '\uE002',
  task: '\uE003',
  framework: '\uE004',
  license: '\uE005',
  commercial: '\uE006',
  format: '\uE007',
  /** In place of what an index would split at. */
  gap: '\uE00F',
} as const

/**
 * Four spaces of words, each with a mark of its own before all of its words: who looks for a public model
 * never meets the words of datasets, or of what others keep to themselves, however many there are.
 */
const SPACE = {
  model: { public: '', private: '\uE010' },
  dataset: { public: '\uE011', private: '\uE012' },
} as const

/** What an artifact is found by. */
export interface Searched {
  kind: ArtifactKind
  ownerId: string
  ownerSlug: string
  isPublic: boolean
  name: string
  title: string | null
  summary: string | null
  tags: readonly string[]
  task: string | null
  framework: string | null
  license: string | null
  format: string | null
}

/** Letters with their marks, and digits. Scripts that put no space between words count by the letter. */
const WORD =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]\p{M}*|(?:(?![\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}])[\p{L}\p{N}]\p{M}*)+/gu

/** One spelling for what reads the same: no difference of case, width or composition; accents count. */
export function foldWord(text: string): string {
  // By way of capitals, so that ß meets SS and both small sigmas meet.
  return text.normalize('NFKC').toUpperCase().toLowerCase().replaceAll('ς', 'σ').normalize('NFKC')
}

/** The words of a text, folded, in their order. There is no stemming. */
export function wordsOf(text: string): string[] {
  return (foldWord(text).match(WORD) ?? []).map(cut)
}

/** The words to find an artifact by and the facts to filter it by, as they are stored and indexed. */
export function searchWords(artifact: Searched): string {
  const { kind, ownerId, ownerSlug, isPublic, name, title, summary, tags, task, framework, license, format } =
    artifact
  const facts = [
    MARK.any,
    ...(isPublic ? [] : [ownerFact(ownerId)]),
    ...(task === null ? [] : [taskFact(task)]),
    ...(framework === null ? [] : [frameworkFact(framework)]),
    ...(format === null ? [] : [formatFact(format)]),
    ...(license === null ? [] : [licenseFact(license), ...(isCommercial(license) ? [COMMERCIAL] : [])]),
  ]
  const texts = [name, ownerSlug, title ?? '', tags.join(' '), summary ?? '']
  const words = [...new Set(texts.flatMap(wordsOf))].slice(0, MOST_WORDS)
  const mark = spaceOf(kind, isPublic)
  return [...facts, ...words].map((word) => mark + word).join(' ')
}

/**
 * What a query asks for: each of its words must begin a word of what is found.
 *
 * @returns undefined for a query that holds signs but no word, which finds nothing
 */
export function wantedWords(query: string): string[] | undefined {
  const words = [...new Set(wordsOf(query))]
  if (words.length === 0 && query.trim() !== '') return undefined
  return words.slice(0, MOST_WANTED)
}

/** The mark before every word of what is public, or not. */
export const spaceOf = (kind: ArtifactKind, isPublic: boolean): string =>
  SPACE[kind][isPublic ? 'public' : 'private']

/** A fact that is true of everything. */
export const ANY: string = MARK.any
export const COMMERCIAL: string = MARK.commercial
export const ownerFact = (id: string): string => fact(MARK.owner, id)
export const taskFact = (task: string): string => fact(MARK.task, task)
export const frameworkFact = (framework: string): string => fact(MARK.framework, framework)
export const formatFact = (format: string): string => fact(MARK.format, format)
export const licenseFact = (license: string): string => fact(MARK.license, license)

const fact = (mark: string, value: string) => mark + foldWord(value).replace(/[^\p{L}\p{N}]/gu, MARK.gap)

function cut(word: string): string {
  return word.length <= LONGEST_WORD ? word : word.slice(0, LONGEST_WORD).replace(/[\ud800-\udbff]$/, '')
}
