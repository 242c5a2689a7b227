import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import type { Example } from './find-examples.ts'
import { exampleQuery } from './gallery-queries.ts'
import { GraphPicture } from './graph-picture.tsx'
import { texts } from './texts.ts'

/** One example: what it looks like, what it is about; a press opens it as a graph of one's own. */
export function ExampleCard({ example, category }: { example: Example; category: string }) {
  const { name, description, path, node_count } = example
  const card = useRef<HTMLLIElement>(null)
  const isSeen = useSeen(card)
  const { data } = useQuery({ ...exampleQuery(path), enabled: isSeen })
  const navigate = useNavigate()
  return (
    <li
      ref={card}
      className="card relative flex min-w-0 flex-col overflow-hidden hover:border-line-strong has-focus-visible:outline-2 has-focus-visible:outline-accent"
    >
      <div className="h-28 border-b border-line bg-canvas">
        {data && <GraphPicture graph={data} label={texts.picture(name)} />}
      </div>
      <div className="flex flex-1 flex-col gap-1 p-3">
        <button
          type="button"
          onClick={() => void navigate({ to: '/studio', search: { example: path } as never })}
          className="text-left font-medium outline-none after:absolute after:inset-0 hover:text-accent"
        >
          {name}
        </button>
        <p className="line-clamp-3 flex-1 text-xs text-ink-soft">{description}</p>
        <p className="text-xs text-ink-faint">
          {category} · {texts.boxes(node_count)}
        </p>
      </div>
    </li>
  )
}

/** Whether something has come into sight; pictures of what nobody scrolls to are not fetched. */
function useSeen(ref: React.RefObject<HTMLElement | null>): boolean {
  const [isSeen, setSeen] = useState(false)
  useEffect(() => {
    const observer = new IntersectionObserver(
      (entries) => entries.some(({ isIntersecting }) => isIntersecting) && setSeen(true),
      { rootMargin: '200px' },
    )
    observer.observe(ref.current!)
    return () => observer.disconnect()
  }, [ref])
  return isSeen
}
