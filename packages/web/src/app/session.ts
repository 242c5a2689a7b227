import { queryOptions } from '@tanstack/react-query'
import { api } from './api.ts'

/** Who is signed in; null when nobody is. */
export const meQuery = queryOptions({
  queryKey: ['me'],
  queryFn: async () => {
    const response = await api.fetch('/v1/me', {}, { finalStatuses: [401] })
    if (response.status === 401) return null
    return (await response.json()) as { id: string; slug: string; name: string; email: string | null }
  },
  staleTime: 60_000,
})
