import { Badge } from '../../ui/badge.tsx'
import type { Listing } from './queries.ts'
import { texts } from './texts.ts'

const TONES = {
  draft: 'plain',
  in_review: 'warn',
  published: 'good',
  unpublished: 'plain',
  archived: 'plain',
  suspended: 'bad',
} as const

export const ListingState = ({ state }: Pick<Listing, 'state'>) => (
  <Badge tone={TONES[state]}>{texts.listings.states[state]}</Badge>
)
