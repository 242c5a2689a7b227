export interface Example {
  name: string
  description: string
  category: string
  path: string
  source: string
  node_count: number
  edge_count: number
}

/** What a newcomer looks for comes first; what is not named here, after it by name. */
const ORDER = ['Training', 'Basics', 'CNN', 'Transformer', 'Attention', 'RNN', 'Classical', 'Diffusion', 'RL']

/** Where the whole way can be gone: trained, published, deployed, asked. */
const FIRST = 'Training/Handwritten-Digits'

export function byCategory(examples: readonly Example[]): [category: string, examples: Example[]][] {
  const ordered = examples.toSorted((a, b) => Number(b.path === FIRST) - Number(a.path === FIRST))
  const groups = Map.groupBy(ordered, ({ category }) => category)
  const rank = (category: string) => {
    const at = ORDER.indexOf(category)
    return at < 0 ? ORDER.length : at
  }
  return [...groups].sort(([a], [b]) => rank(a) - rank(b) || a.localeCompare(b))
}

/** Examples that have every word in what they are called, or said, or filed under. */
export function findExamples(examples: readonly Example[], text: string): Example[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean)
  return examples.filter(({ name, description, category }) => {
    const all = `${name} ${description} ${category}`.toLowerCase()
    return words.every((word) => all.includes(word))
  })
}
