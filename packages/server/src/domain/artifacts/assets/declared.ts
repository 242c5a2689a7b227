/**
 * What the marketplace was told of a model or dataset and no version says: JSON in `artifact.declared`.
 */
export interface Declared {
  /** The marketplace's word; the registry knows fewer. */
  framework?: string
  /** What a dataset's samples consist of: `rgb`, `depth`, … */
  modality?: string[]
  /** The schema that every shard must keep. */
  schema?: DatasetSchema
  /** Whether the schema was read from the first shard and not said. */
  isSchemaInferred?: boolean
  /** Said since the latest version was made, and until the next one is. */
  summary?: string | null
  tags?: string[]
  task?: string | null
  /** Until there is a version, which then has its own for good. */
  license?: string
}

/** One column or array of a dataset: its type and the sizes of its axes, -1 where any size will do. */
export interface Field {
  type: string
  shape: number[]
}

export interface DatasetSchema {
  splits: string[]
  fields: Record<string, Field>
}

export const readDeclared = ({ declared }: { declared: string }): Declared => JSON.parse(declared)

/** What is left of it once a version says some of it itself. */
export function withoutSaid(declared: Declared, manifest: { [Word in keyof Declared]?: unknown }): Declared {
  const words = ['summary', 'tags', 'task', 'license'] as const
  const said = words.filter((word) => manifest[word] !== undefined)
  return Object.fromEntries(Object.entries(declared).filter(([word]) => !said.includes(word as never)))
}
