import { restoreDrafts } from './drafts.ts'
import { loadGraph } from './graph-files.ts'
import { accompany, findTabOf, getTab, openTab, openTabs } from './tabs.ts'

/** Of this page alone: another page of the browser has tabs of its own. */
const KEPT = 'nodeyard.studio.tabs'

/** What a tab is found again by: the name of its file; of what was never saved the draft has the tab's own id. */
const nameOf = (id: string): string => getTab(id).getState().file ?? id

function keep(): void {
  sessionStorage.setItem(KEPT, JSON.stringify(openTabs.getState().ids.map(nameOf)))
}

function kept(): string[] {
  try {
    return JSON.parse(sessionStorage.getItem(KEPT) ?? '[]')
  } catch {
    return []
  }
}

let restored: Promise<void> | undefined

/** Opens again what was open when the page was loaded anew, edits that were not saved before all; once for a page. */
export function restoreTabs(): Promise<void> {
  restored ??= restore()
  return restored
}

async function restore(): Promise<void> {
  const names = kept()
  // What was not saved here goes before what the server has.
  await restoreDrafts()
  const { ids } = openTabs.getState()
  const files = names.filter((name) => !ids.includes(name) && !findTabOf(name))
  const found = await Promise.allSettled(files.map(loadGraph))
  for (const [at, file] of files.entries()) {
    const answer = found[at]!
    // One that was deleted elsewhere stays away.
    if (answer.status === 'rejected' || findTabOf(file)) continue
    openTab({ document: answer.value.document, file, base: answer.value })
  }
  const place = (id: string) => names.indexOf(nameOf(id))
  openTabs.setState(({ ids }) => ({ ids: ids.toSorted((a, b) => rank(place(a)) - rank(place(b))) }))
  openTabs.subscribe(keep)
  keep()
}

/** What is new goes last. */
const rank = (place: number) => (place < 0 ? Number.MAX_SAFE_INTEGER : place)

accompany((store) =>
  store.subscribe(({ file }, before) => {
    if (file !== before.file) keep()
  }),
)
