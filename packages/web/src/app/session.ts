import { ApiError } from '@nodeyard/sdk/client'
import { queryOptions } from '@tanstack/react-query'
import { ask, forgetSession } from './api.ts'
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
    try {
      return await ask<Me>('/v1/me')
    } catch (error) {
      if (error instanceof ApiError && error.status === 401) return null
      throw error
    }
  },
  staleTime: 60_000,
})

export async function signIn(email: string, password: string): Promise<void> {
  await ask('/v1/sessions', { json: { email, password } })
  forgetSession()
  await queryClient.invalidateQueries()
}

export async function signOut(): Promise<void> {
  await ask('/v1/sessions', { method: 'DELETE' })
  forgetSession()
  queryClient.clear()
}
