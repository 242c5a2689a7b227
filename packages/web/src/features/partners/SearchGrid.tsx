import { useMutation, useQuery } from '@tanstack/react-query'
import { Search } from 'lucide-react'
import { type FormEvent, useState } from 'react'
import { Button } from '../../ui/button.tsx'
import { searchGrid, tagsQuery } from './queries.ts'
import { texts } from './texts.ts'

/** Who has a model or a dataset. A grid node that is no network knows its own datasets alone. */
export function SearchGrid({ isNetwork }: { isNetwork: boolean }) {
  const { data: tags } = useQuery(tagsQuery(isNetwork))
  const [what, setWhat] = useState<'model' | 'dataset'>(isNetwork ? 'model' : 'dataset')
  const [text, setText] = useState('')
  const search = useMutation({
    mutationFn: ([kind, words]: ['model' | 'dataset', string]) => searchGrid(kind, words),
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    search.mutate([what, text.trim()])
  }
  const { found, unreachable = [] } = search.data ?? {}
  return (
    <section aria-label={texts.search} className="card space-y-3 p-4">
      <h2 className="font-semibold">{texts.search}</h2>
      {isNetwork && <p className="text-xs text-ink-soft">{texts.searchHint}</p>}
      <form onSubmit={submit} className="space-y-2">
        {isNetwork && (
          <select
            aria-label={texts.what}
            value={what}
            onChange={({ target }) => setWhat(target.value as typeof what)}
            className="field"
          >
            <option value="model">{texts.searchModel}</option>
            <option value="dataset">{texts.searchDataset}</option>
          </select>
        )}
        <div className="flex gap-2">
          <input
            type="search"
            aria-label={texts.query}
            placeholder={texts.query}
            value={text}
            required
            onChange={({ target }) => setText(target.value)}
            className="field"
          />
          <Button type="submit" aria-label={texts.go} disabled={search.isPending} className="h-9 px-2.5">
            <Search aria-hidden size={15} />
          </Button>
        </div>
      </form>
      <div aria-live="polite" className="space-y-2">
        {search.error && <p className="text-bad">{search.error.message}</p>}
        {typeof found === 'boolean' && <p>{found ? texts.hereFound : texts.hereNotFound}</p>}
        {Array.isArray(found) && (
          <>
            <p>{found.length === 0 ? texts.notFound : texts.found(found.length)}</p>
            <ul className="space-y-1">
              {found.map(([id, address]) => (
                <li key={`${id} ${address}`}>
                  <span className="font-medium">{id}</span>{' '}
                  <span className="font-mono text-xs break-all text-ink-soft">{address}</span>
                </li>
              ))}
            </ul>
          </>
        )}
        {unreachable.length > 0 && <p className="text-warn">{texts.missing(unreachable.join(', '))}</p>}
      </div>
      <div>
        <h3 className="mb-1.5 text-xs font-medium text-ink-soft">{texts.tags}</h3>
        {tags && tags.length === 0 && <p className="text-xs text-ink-soft">{texts.noTags}</p>}
        <div className="flex max-h-40 flex-wrap gap-1.5 overflow-y-auto">
          {tags?.map((tag) => (
            <button
              key={tag}
              type="button"
              onClick={() => {
                setWhat('dataset')
                setText(tag)
                search.mutate(['dataset', tag])
              }}
              className="rounded-full border border-line bg-canvas px-2 py-px text-xs text-ink-soft hover:border-line-strong hover:text-ink"
            >
              {tag}
            </button>
          ))}
        </div>
      </div>
    </section>
  )
}
