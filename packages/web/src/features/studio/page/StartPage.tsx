import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Plus, Trash2, Workflow } from 'lucide-react'
import { useState } from 'react'
import { Button } from '../../../ui/button.tsx'
import { ago } from '../../../ui/format.ts'
import { ErrorState, Skeleton } from '../../../ui/states.tsx'
import { ExtensionsLink } from '../extensions/ExtensionsLink.tsx'
import { texts as extensionTexts } from '../extensions/texts.ts'
import { Gallery } from '../gallery/gallery.tsx'
import { graphsQuery } from '../queries.ts'
import { deleteGraph } from '../tabs/graph-files.ts'
import { closeTab, findTabOf, openNew } from '../tabs/tabs.ts'
import { texts } from '../texts.ts'
import { useGoToTab } from './use-address.ts'

/** Where one begins: the graphs one has, and the examples. */
export function StartPage() {
  const graphs = useQuery(graphsQuery)
  const go = useGoToTab()
  return (
    <div className="min-h-0 flex-1 overflow-auto">
      <div className="mx-auto max-w-6xl px-6 py-5">
        <div className="mb-4 flex items-center justify-between gap-4">
          <h1 className="text-lg font-semibold">{texts.title}</h1>
          <div className="flex items-center gap-2">
            <ExtensionsLink className="rounded-md px-3 font-medium hover:bg-surface">
              {extensionTexts.link}
            </ExtensionsLink>
            <Button look="primary" onClick={() => void go(openNew())}>
              <Plus aria-hidden size={15} />
              {texts.newGraph}
            </Button>
          </div>
        </div>
        <h2 className="mb-2 font-semibold">{texts.graphs}</h2>
        {graphs.error ? (
          <ErrorState error={graphs.error} retry={() => void graphs.refetch()} />
        ) : !graphs.data ? (
          <Skeleton lines={3} />
        ) : graphs.data.length === 0 ? (
          <p className="card border-dashed px-4 py-5 text-center text-ink-soft">
            <span className="font-medium text-ink">{texts.noGraphs}</span> {texts.noGraphsHint}
          </p>
        ) : (
          <ul className="grid grid-cols-[repeat(auto-fill,minmax(15rem,1fr))] gap-2">
            {[...graphs.data]
              .sort((a, b) => b.modified - a.modified)
              .map(({ name, file, modified }) => (
                <li
                  key={file}
                  className="card relative flex min-w-0 items-center gap-3 px-3 py-2.5 hover:border-line-strong"
                >
                  <Workflow aria-hidden size={16} className="shrink-0 text-ink-faint" />
                  <span className="min-w-0">
                    <Link
                      to="/studio/$name"
                      params={{ name: file } as never}
                      dir="auto"
                      className="block truncate font-medium after:absolute after:inset-0 hover:text-accent"
                    >
                      {name}
                    </Link>
                    <span className="block text-xs text-ink-soft">
                      {ago(new Date(modified).toISOString())}
                    </span>
                  </span>
                  <DeleteGraph name={name} file={file} />
                </li>
              ))}
          </ul>
        )}
        <Gallery />
      </div>
    </div>
  )
}

/** Asks once more before a graph is gone. */
function DeleteGraph({ name, file }: { name: string; file: string }) {
  const client = useQueryClient()
  const [isSure, setSure] = useState(false)
  const remove = async () => {
    if (!isSure) return setSure(true)
    const open = findTabOf(file)
    if (open !== undefined) closeTab(open)
    await deleteGraph(file)
    await client.invalidateQueries({ queryKey: graphsQuery.queryKey })
  }
  return (
    <button
      type="button"
      aria-label={texts.deleteGraph(name)}
      onClick={() => void remove()}
      onBlur={() => setSure(false)}
      className={`relative ml-auto flex h-7 shrink-0 items-center rounded px-1.5 text-xs ${isSure ? 'bg-bad-soft font-medium text-bad' : 'text-ink-faint hover:text-bad'}`}
    >
      {isSure ? texts.deleteSure : <Trash2 aria-hidden size={14} />}
    </button>
  )
}
