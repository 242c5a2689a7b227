import { queryOptions } from '@tanstack/react-query'
import { ask } from '../../app/api.ts'
import { type Catalogue, type Definition, makeCatalogue } from '../../graph-editor/catalogue.ts'
import type { Preset } from '../../graph-editor/document.ts'

export interface SavedGraph {
  name: string
  /** What it is kept as, and found by. */
  file: string
  modified: number
}

/** What graphs are made of: kinds and presets. */
export const catalogueQuery = queryOptions({
  queryKey: ['studio', 'catalogue'],
  queryFn: async (): Promise<Catalogue> => {
    const [kinds, presets] = await Promise.all([
      ask<Definition[]>('/api/nodes'),
      ask<Preset[]>('/api/presets'),
    ])
    return makeCatalogue(kinds, presets)
  },
  staleTime: Number.POSITIVE_INFINITY,
})

export const graphsQuery = queryOptions({
  queryKey: ['studio', 'graphs'],
  queryFn: () => ask<SavedGraph[]>('/api/graph/list'),
})

/** Files that parameters name: of `models` or of `images`. */
export const filesQuery = (area: 'models' | 'images') =>
  queryOptions({
    queryKey: ['studio', 'files', area],
    queryFn: () => ask<{ filename: string; size: number }[]>(`/api/${area}`),
  })
