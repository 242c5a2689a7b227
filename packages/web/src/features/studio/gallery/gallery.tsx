import { useQuery } from '@tanstack/react-query'
import { Search } from 'lucide-react'
import { useDeferredValue, useState } from 'react'
import { ErrorState, Skeleton } from '../../../ui/states.tsx'
import { ExampleCard } from './example-card.tsx'
import { byCategory, findExamples } from './find-examples.ts'
import { examplesQuery } from './gallery-queries.ts'
import { texts } from './texts.ts'

const nameOf = (category: string) => texts.categories[category] ?? category

/** Example graphs, to begin with. */
export function Gallery() {
  const examples = useQuery(examplesQuery)
  const [text, setText] = useState('')
  const [category, setCategory] = useState<string>()
  const wanted = useDeferredValue(text)
  const groups = byCategory(examples.data ?? [])
  const found = byCategory(findExamples(examples.data ?? [], wanted)).filter(
    ([name]) => category === undefined || name === category,
  )
  return (
    <section aria-labelledby="examples" className="mt-8">
      <div className="mb-3 flex flex-wrap items-end justify-between gap-x-6 gap-y-2">
        <div>
          <h2 id="examples" className="font-semibold">
            {texts.title}
          </h2>
          <p className="text-ink-soft">{texts.hint}</p>
        </div>
        <div className="relative">
          <Search aria-hidden size={14} className="absolute top-2.5 left-2.5 text-ink-faint" />
          <input
            type="search"
            aria-label={texts.search}
            placeholder={texts.search}
            value={text}
            onChange={({ target }) => setText(target.value)}
            className="field w-60 pl-8"
          />
        </div>
      </div>
      {groups.length > 0 && (
        <div className="mb-4 flex flex-wrap gap-1">
          {[undefined, ...groups.map(([name]) => name)].map((name) => (
            <button
              key={name ?? ''}
              type="button"
              aria-pressed={name === category}
              onClick={() => setCategory(name)}
              className="h-7 rounded-full border border-line bg-surface px-3 text-xs font-medium text-ink-soft hover:border-line-strong aria-pressed:border-transparent aria-pressed:bg-accent-soft aria-pressed:text-accent"
            >
              {name === undefined ? texts.all : nameOf(name)}
            </button>
          ))}
        </div>
      )}
      {examples.error ? (
        <ErrorState error={examples.error} retry={() => void examples.refetch()} />
      ) : examples.isPending ? (
        <Skeleton lines={5} />
      ) : found.length === 0 ? (
        <p className="py-10 text-center text-ink-soft">{texts.none}</p>
      ) : (
        <ul className="grid grid-cols-[repeat(auto-fill,minmax(15.5rem,1fr))] gap-3">
          {found.flatMap(([name, some]) =>
            some.map((example) => (
              <ExampleCard key={example.path} example={example} category={nameOf(name)} />
            )),
          )}
        </ul>
      )}
    </section>
  )
}
