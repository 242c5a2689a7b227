import { Badge } from '../../ui/badge.tsx'
import type { Deployment } from './queries.ts'
import { texts } from './texts.ts'

const TONES = {
  queued: 'accent',
  building: 'accent',
  starting: 'accent',
  ready: 'good',
  scaled_to_zero: 'plain',
  updating: 'accent',
  failed: 'bad',
  stopped: 'plain',
} as const

export const StateBadge = ({ status }: Pick<Deployment, 'status'>) => (
  <Badge tone={TONES[status]}>
    <span
      aria-hidden
      className={`size-1.5 rounded-full bg-current ${TONES[status] === 'accent' ? 'animate-pulse' : ''}`}
    />
    {texts.states[status]}
  </Badge>
)
