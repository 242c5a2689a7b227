import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { queryClient } from '../../../app/query-client.ts'
import { exampleQuery } from '../gallery/gallery-queries.ts'
import type { StudioSearch } from '../routes.tsx'
import { loadGraph } from '../tabs/graph-files.ts'
import { restoreTabs } from '../tabs/restore.ts'
import { findTab, findTabOf, openGraph, openTab } from '../tabs/tabs.ts'
import { useOpenTabs } from '../tabs/use-tab.ts'

/** What the address of the studio leads to. */
export interface Address {
  /** The page to begin from, or to manage extensions on; undefined while a graph is meant. */
  page: 'start' | 'extensions' | undefined
  /** The open tab that is meant; undefined until it is open. */
  tab: string | undefined
  error: unknown
  retry(): void
}

/**
 * Follows the address: `/studio/<name>` opens the graph of that name, `?tab=` shows one that has no name yet, and
 * `?example=` makes an example a graph of one's own.
 */
export function useAddress(): Address {
  const { name } = useParams({ strict: false }) as { name?: string }
  const { tab, example, view } = useSearch({ strict: false }) as StudioSearch
  const isRestored = useRestored()
  const navigate = useNavigate()
  const [attempt, setAttempt] = useState(0)
  const [failed, setFailed] = useState<{ at: string; error: unknown }>()
  const ids = useOpenTabs()
  const at = JSON.stringify([name, example, attempt])
  useEffect(() => {
    if (!isRestored) return
    let isWanted = true
    const follow = async () => {
      if (name !== undefined) {
        if (findTabOf(name)) return
        const base = await loadGraph(name)
        if (isWanted && !findTabOf(name)) openTab({ document: base.document, file: name, base })
      } else if (example !== undefined) {
        const graph = await queryClient.ensureQueryData(exampleQuery(example))
        if (!isWanted) return
        const opened = openGraph(graph)
        await navigate({ to: '/studio', search: { tab: opened } as never, replace: true })
      } else if (tab !== undefined && !findTab(tab)) {
        // What was never touched is not kept: it leads to where one begins.
        await navigate({ to: '/studio', search: {} as never, replace: true })
      }
    }
    follow().catch((error: unknown) => isWanted && setFailed({ at, error }))
    return () => {
      isWanted = false
    }
  }, [name, example, tab, at, isRestored, navigate])
  const meant = name === undefined ? tab : ids.length > 0 ? findTabOf(name) : undefined
  const shown = meant !== undefined && ids.includes(meant) ? meant : undefined
  useFileInAddress(shown)
  const isPage = name === undefined && tab === undefined && example === undefined
  return {
    page: isPage ? (view ?? 'start') : undefined,
    tab: shown,
    error: failed?.at === at && !shown ? failed.error : undefined,
    retry: () => setAttempt(attempt + 1),
  }
}

function useRestored(): boolean {
  const [isRestored, setRestored] = useState(false)
  useEffect(() => void restoreTabs().then(() => setRestored(true)), [])
  return isRestored
}

/** Once a graph is saved, or renamed, its address is its name. */
function useFileInAddress(id: string | undefined) {
  const navigate = useNavigate()
  useEffect(() => {
    const store = id === undefined ? undefined : findTab(id)
    if (!store) return
    const follow = (file: string | undefined) => {
      if (file === undefined) return
      void navigate({
        to: '/studio/$name',
        params: { name: file } as never,
        search: {} as never,
        replace: true,
      })
    }
    return store.subscribe(({ file }, before) => file !== before.file && follow(file))
  }, [id, navigate])
}

/** The address of a tab. */
export function useGoToTab() {
  const navigate = useNavigate()
  return (id: string | undefined) => {
    const file = id === undefined ? undefined : findTab(id)?.getState().file
    if (file !== undefined) return navigate({ to: '/studio/$name', params: { name: file } as never })
    return navigate({ to: '/studio', search: (id === undefined ? {} : { tab: id }) as never })
  }
}
