import { Badge } from '../../ui/badge.tsx'
import type { Purchase } from './queries.ts'
import { texts } from './texts.ts'

const TONES = {
  requires_action: 'warn',
  processing: 'accent',
  succeeded: 'good',
  failed: 'bad',
  refunded: 'plain',
  partially_refunded: 'plain',
  disputed: 'warn',
} as const

export const PurchaseStatus = ({ status }: Pick<Purchase, 'status'>) => (
  <Badge tone={TONES[status]}>{texts.purchases.statuses[status]}</Badge>
)
