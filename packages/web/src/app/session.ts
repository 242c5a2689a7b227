import { answerOf } from '@nodeyard/sdk/client'
import { queryOptions } from '@tanstack/react-query'
import { api, ask, forgetSession } from './api.ts'
import { queryClient } from './query-client.ts'

export interface Me {
  id: string
  slug: string
  name: string
  email: string | null
  key: { mode: 'test' | 'live' }
}

/** Who is signed in; null when nobody is. */
export const meQuery = queryOptions({
  queryKey: ['me'],
  queryFn: async (): Promise<Me | null> => {
    const response = await api.fetch('/v1/me', {}, { finalStatuses: [401] })
    if (response.status === 401) return null
    return (await response.json()) as Me
  },
  staleTime: 60_000,
})

export async function signIn(email: string, password: string): Promise<void> {
  await ask('/v1/sessions', { json: { email, password } })
  forgetSession()
  await queryClient.invalidateQueries()
}

export async function signOut(): Promise<void> {
  await answerOf(api.marketplace.DELETE('/v1/sessions') as Promise<{ data?: unknown }>)
  forgetSession()
  queryClient.clear()
}
