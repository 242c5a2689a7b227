import { queryOptions, useQuery } from '@tanstack/react-query'
import { create } from 'zustand'
import { ask, expectSession, forgetSession } from './api.ts'
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
  queryFn: async () => {
    const { account } = await ask<{ account: Me | null }>('/v1/visitor')
    expectSession(account !== null)
    return account
  },
  staleTime: 60_000,
})

export async function signIn(email: string, password: string): Promise<void> {
  await ask('/v1/sessions', { json: { email, password } })
  forgetSession()
  await queryClient.invalidateQueries()
}

/** Has this browser see and move test money or real money from now on. */
export async function switchMode(mode: 'test' | 'live'): Promise<void> {
  await ask('/v1/sessions', { method: 'PATCH', json: { mode } })
  await queryClient.resetQueries()
}

const ACTING = 'nodeyard-acting'

/** For whom one acts where pages are about an account's things: an organisation's slug, or nothing for oneself. */
export const useActing = create<{ owner: string | undefined; actFor(owner: string | undefined): void }>(
  (set) => ({
    owner: localStorage.getItem(ACTING) ?? undefined,
    actFor(owner) {
      if (owner === undefined) localStorage.removeItem(ACTING)
      else localStorage.setItem(ACTING, owner)
      set({ owner })
    },
  }),
)

export interface Org {
  id: string
  slug: string
  name: string
  role: 'owner' | 'admin' | 'contributor' | 'reader'
}

/** The organisations one is a member of. */
export const orgsQuery = queryOptions({
  queryKey: ['orgs'],
  queryFn: async () => (await ask<{ items: Org[] }>('/v1/orgs?limit=100')).items,
  staleTime: 60_000,
})

/** The organisation one acts for, as long as one is a member of it; undefined for oneself, and until that is known. */
export function useActingOrg(): Org | undefined {
  const { owner } = useActing()
  const { data: orgs } = useQuery(orgsQuery)
  return orgs?.find(({ slug }) => slug === owner)
}

export async function signOut(): Promise<void> {
  await ask('/v1/sessions', { method: 'DELETE' })
  useActing.getState().actFor(undefined)
  forgetSession()
  queryClient.clear()
}
