import { queryOptions } from '@tanstack/react-query'
import { ask } from '../../../app/api.ts'
import type { Example } from './find-examples.ts'
import type { Drawable } from './picture.ts'

// What ships with the server stays as it is while the server runs.
const FOREVER = { staleTime: Number.POSITIVE_INFINITY } as const

export const examplesQuery = queryOptions({
  queryKey: ['studio', 'examples'],
  queryFn: () => ask<Example[]>('/api/examples/list'),
  ...FOREVER,
})

export const exampleQuery = (path: string) =>
  queryOptions({
    queryKey: ['studio', 'example', path],
    queryFn: () => ask<Drawable>(`/api/examples/load?${new URLSearchParams({ path })}`),
    ...FOREVER,
  })
