import { saveNow } from './save.ts'
import type { TabStore } from './tab.ts'

/** What the server keeps a name as. */
const fileOf = (name: string) => name.replace(/[^\p{L}\p{N}_-]/gu, '_')

/** Gives a graph another name: it is saved under that, and then no longer under the old one. */
export function rename(store: TabStore, name: string): void {
  const { document, file, base } = store.getState()
  const wanted = name.trim().slice(0, 200)
  if (wanted === '' || wanted === document.name) return
  const isElsewhere = file !== undefined && fileOf(wanted) !== file
  store.setState({
    document: { ...document, name: wanted },
    save: 'waiting',
    ...(isElsewhere && { base: undefined, renamedFrom: store.getState().renamedFrom ?? file }),
    ...(!isElsewhere && { base }),
  })
  void saveNow(store)
}
