import { record } from '../../../graph-editor/history.ts'
import { loadGraph } from './graph-files.ts'
import type { TabStore } from './tab.ts'

interface Saved {
  file: string
  etag: string
}

const CHANNEL = 'nodeyard-studio-saved'

/** Follows what other pages of this browser save of the same graph, while nothing here waits to be saved. */
export function followOthers(store: TabStore): () => void {
  const channel = new BroadcastChannel(CHANNEL)
  const stop = store.subscribe(({ base, file }, before) => {
    // What came from there needs not go back.
    if (base === before.base || base === followed || !base || file === undefined) return
    channel.postMessage({ file, etag: base.etag } satisfies Saved)
  })
  let followed: unknown
  channel.onmessage = async ({ data }: MessageEvent<Saved>) => {
    const { file, base, save } = store.getState()
    if (data.file !== file || data.etag === base?.etag || save !== 'saved') return
    const theirs = await loadGraph(file).catch(() => undefined)
    const { document, history, save: now } = store.getState()
    if (!theirs || now !== 'saved') return
    followed = theirs
    store.setState({
      document: theirs.document,
      base: theirs,
      history: record(history, document, theirs.document),
    })
  }
  return () => {
    stop()
    channel.close()
  }
}
