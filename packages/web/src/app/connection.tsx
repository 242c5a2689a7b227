import { onlineManager, useQuery, useQueryClient } from '@tanstack/react-query'
import { CloudOff } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { texts } from './texts.ts'

const isReachable = async () => {
  try {
    return (await fetch('/healthz', { cache: 'no-store', signal: AbortSignal.timeout(4000) })).ok
  } catch {
    return false
  }
}

/** Says when the server is gone, and asks for everything again once it is back. */
export function ConnectionBanner() {
  const client = useQueryClient()
  const { data: reachable = true } = useQuery({
    queryKey: ['connection'],
    queryFn: isReachable,
    // Often while it is gone; otherwise failed requests of the page itself tell sooner.
    refetchInterval: ({ state }) => (state.data === false ? 1000 : 10_000),
    networkMode: 'always',
  })
  const wasReachable = useRef(true)
  useEffect(() => {
    if (reachable && !wasReachable.current) {
      void client.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'connection' })
    }
    wasReachable.current = reachable
    onlineManager.setOnline(true)
  }, [reachable, client])
  useEffect(
    () =>
      client.getQueryCache().subscribe((event) => {
        if (event.type !== 'updated' || event.action.type !== 'error') return
        if (
          (event.action.error as { status?: number } | null)?.status === 0 ||
          event.action.error instanceof TypeError
        ) {
          void client.invalidateQueries({ queryKey: ['connection'] })
        }
      }),
    [client],
  )
  if (reachable) return null
  return (
    <div
      role="status"
      className="flex items-center justify-center gap-2 bg-warn-soft px-4 py-1.5 text-sm font-medium text-warn"
    >
      <CloudOff aria-hidden size={15} />
      {texts.connectionLost}
    </div>
  )
}
