import { useQuery } from '@tanstack/react-query'
import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { ErrorState, Skeleton } from '../../../ui/states.tsx'
import { catalogueQuery } from '../queries.ts'
import { keepDraft, restoreDrafts } from '../tabs/drafts.ts'
import { loadGraph } from '../tabs/graph-files.ts'
import { followOthers } from '../tabs/others.ts'
import { keepSaved } from '../tabs/save.ts'
import { accompany, findTab, findTabOf, openTab, provideCatalogue } from '../tabs/tabs.ts'
import { ShownTab, useOpenTabs } from '../tabs/use-tab.ts'
import { Editor } from './Editor.tsx'
import { StartPage } from './StartPage.tsx'
import { TabBar } from './TabBar.tsx'

accompany(keepDraft)
accompany(keepSaved)
accompany(followOthers)

/** `/studio`: the graphs that are open, one of them on the screen; or where to begin. */
export function StudioPage() {
  const { name } = useParams({ strict: false }) as { name?: string }
  const { tab: asked } = useSearch({ strict: false }) as { tab?: string }
  const catalogue = useQuery(catalogueQuery)
  useEffect(() => {
    if (catalogue.data) provideCatalogue(catalogue.data)
  }, [catalogue.data])
  const ids = useOpenTabs()
  const { id, error, retry } = useTabOf(name, asked)
  const store = id === undefined || !ids.includes(id) ? undefined : findTab(id)
  const isStart = name === undefined && asked === undefined
  return (
    <div className="flex h-full min-h-0 flex-col">
      <TabBar shown={store ? id : undefined} />
      {catalogue.error ? (
        <ErrorState error={catalogue.error} retry={() => void catalogue.refetch()} />
      ) : isStart ? (
        <StartPage />
      ) : error ? (
        <ErrorState error={error} retry={retry} />
      ) : store && catalogue.data ? (
        <ShownTab key={id} value={store}>
          <Editor tab={store} />
        </ShownTab>
      ) : (
        <div className="p-6">
          <Skeleton lines={5} />
        </div>
      )}
    </div>
  )
}

/** The tab that an address means: an open one, or the graph of that name, opened. */
function useTabOf(name: string | undefined, asked: string | undefined) {
  const navigate = useNavigate()
  const [failed, setFailed] = useState<{ name: string; error: unknown }>()
  const [attempt, setAttempt] = useState(0)
  const ids = useOpenTabs()
  const id = name === undefined ? asked : ids.length > 0 ? findTabOf(name) : undefined
  // biome-ignore lint/correctness/useExhaustiveDependencies: another attempt asks again.
  useEffect(() => {
    if (name === undefined || findTabOf(name)) return
    let isWanted = true
    const open = async () => {
      // What was not saved here goes before what the server has.
      await restoreDrafts()
      if (!isWanted || findTabOf(name)) return
      const base = await loadGraph(name)
      if (isWanted && !findTabOf(name)) openTab({ document: base.document, file: name, base })
    }
    open().catch((error: unknown) => isWanted && setFailed({ name, error }))
    return () => {
      isWanted = false
    }
  }, [name, attempt])
  // A tab that is not there any more (the page was loaded anew) leads to where one begins.
  useEffect(() => {
    if (asked !== undefined && !findTab(asked))
      void navigate({ to: '/studio', search: {} as never, replace: true })
  }, [asked, navigate])
  useFileInAddress(id)
  return {
    id,
    error: failed && failed.name === name && !id ? failed.error : undefined,
    retry: () => {
      setFailed(undefined)
      setAttempt(attempt + 1)
    },
  }
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
