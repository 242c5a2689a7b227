import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Star } from 'lucide-react'
import { Button } from '../../ui/button.tsx'
import { compact } from '../../ui/format.ts'
import { type Kind, setStar } from './queries.ts'
import { texts } from './texts.ts'

interface Props {
  kind: Kind
  slug: string
  stars: number
  isStarred: boolean
}

/** What the star will be, before the server has answered. */
function useStar({ kind, slug, stars, isStarred }: Props) {
  const client = useQueryClient()
  const star = useMutation({
    mutationFn: (wanted: boolean) => setStar(kind, slug, wanted),
    onSettled: () =>
      Promise.all(
        [
          [kind === 'models' ? 'model' : 'dataset', slug],
          ['explore', kind],
        ].map((queryKey) => client.invalidateQueries({ queryKey })),
      ),
  })
  const now = star.isPending ? star.variables : isStarred
  return { isStarred: now, stars: stars + Number(now) - Number(isStarred), toggle: () => star.mutate(!now) }
}

export function StarButton(props: Props) {
  const { isStarred, stars, toggle } = useStar(props)
  return (
    <Button onClick={toggle} aria-pressed={isStarred}>
      <Star aria-hidden size={14} className={isStarred ? 'fill-current text-accent' : ''} />
      {isStarred ? texts.unstar : texts.star}
      <span className="text-ink-soft">{compact(stars)}</span>
    </Button>
  )
}

/** The same on a card, as small as its other figures. */
export function SmallStar(props: Props) {
  const { isStarred, stars, toggle } = useStar(props)
  return (
    <button
      type="button"
      aria-pressed={isStarred}
      title={texts.stars(stars)}
      onClick={toggle}
      className="relative z-10 -my-1 -mr-1.5 flex h-6 shrink-0 items-center gap-1 rounded px-1.5 hover:bg-canvas hover:text-ink"
    >
      <Star aria-hidden size={12} className={isStarred ? 'fill-current text-accent' : ''} />
      <span className="sr-only">{texts.giveStar(props.slug)}</span> {compact(stars)}
    </button>
  )
}
