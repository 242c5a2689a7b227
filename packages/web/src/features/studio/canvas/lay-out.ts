import type { ELK } from 'elkjs/lib/elk-api.js'
import { fromElk, toElk } from '../../../graph-editor/auto-layout.ts'
import { hasOverlaps } from '../../../graph-editor/geometry.ts'
import type { TabStore } from '../tabs/tab.ts'

let elk: Promise<ELK> | undefined

/** The layout library and its worker come when they are first needed. */
async function start(): Promise<ELK> {
  const [{ default: Elk }, { default: ElkWorker }] = await Promise.all([
    import('elkjs/lib/elk-api.js'),
    import('elkjs/lib/elk-worker.min.js?worker'),
  ])
  return new Elk({ workerFactory: () => new ElkWorker() })
}

/**
 * Lays out a graph that was drawn for boxes of another size, such as an example, before anybody has touched it; that
 * is no edit.
 */
export async function layOutFresh(tab: TabStore): Promise<void> {
  const { document, catalogue, isFresh } = tab.getState()
  tab.setState({ isFresh: false })
  if (!isFresh || !hasOverlaps(document.boxes.values(), catalogue)) return
  elk ??= start()
  const result = await (await elk).layout(toElk(document, catalogue, new Set(document.boxes.keys())))
  const { document: now, save } = tab.getState()
  if (now !== document) return
  tab.setState({
    document: fromElk(document, catalogue, result),
    save: save === 'saved' ? 'waiting' : save,
  })
}

/** Lays boxes out from left to right, beside the page; what was edited meanwhile keeps its edits. */
export async function layOut(tab: TabStore, ids: ReadonlySet<string>): Promise<void> {
  const { document, catalogue } = tab.getState()
  elk ??= start()
  const result = await (await elk).layout(toElk(document, catalogue, ids))
  tab.getState().edit((now, catalogue) => fromElk(now, catalogue, result))
}
