import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { ErrorState, Skeleton } from '../../../ui/states.tsx'
import { ExtensionsPage } from '../extensions/ExtensionsPage.tsx'
import { catalogueQuery } from '../queries.ts'
import { keepDraft } from '../tabs/drafts.ts'
import { followOthers } from '../tabs/others.ts'
import { keepSaved } from '../tabs/save.ts'
import { accompany, findTab, provideCatalogue } from '../tabs/tabs.ts'
import { ShownTab } from '../tabs/use-tab.ts'
import { Editor } from './Editor.tsx'
import { StartPage } from './StartPage.tsx'
import { TabBar } from './TabBar.tsx'
import { useAddress } from './use-address.ts'

accompany(keepDraft)
accompany(keepSaved)
accompany(followOthers)

const PAGES = { start: StartPage, extensions: ExtensionsPage }

/** `/studio`: the graphs that are open, one of them on the screen; or where to begin. */
export function StudioPage() {
  const catalogue = useQuery(catalogueQuery)
  useEffect(() => {
    if (catalogue.data) provideCatalogue(catalogue.data)
  }, [catalogue.data])
  const { page, tab, error, retry } = useAddress()
  const store = tab === undefined ? undefined : findTab(tab)
  const Shown = page && PAGES[page]
  return (
    <div className="flex h-full min-h-0 flex-col">
      <TabBar shown={tab} />
      {catalogue.error ? (
        <ErrorState error={catalogue.error} retry={() => void catalogue.refetch()} />
      ) : Shown ? (
        <Shown />
      ) : error ? (
        <ErrorState error={error} retry={retry} />
      ) : store && catalogue.data ? (
        <ShownTab key={tab} value={store}>
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
