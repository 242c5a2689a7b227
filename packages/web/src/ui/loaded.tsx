import type { UseQueryResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { ErrorState, Skeleton } from './states.tsx'

interface Props<Data> {
  query: UseQueryResult<Data>
  /** How much will be there, about. */
  lines?: number
  children(data: Data): ReactNode
}

/** What a query answers, or that it is on its way, or why it failed. */
export function Loaded<Data>({ query, lines = 4, children }: Props<Data>) {
  if (query.error) return <ErrorState error={query.error} retry={() => void query.refetch()} />
  if (query.data === undefined) return <Skeleton lines={lines} />
  return <>{children(query.data)}</>
}
