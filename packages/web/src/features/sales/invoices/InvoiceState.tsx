import { Badge } from '../../../ui/badge.tsx'
import { texts } from '../texts.ts'

const TONES = { open: 'warn', paid: 'good', uncollectible: 'bad' } as const

export const InvoiceState = ({ status }: { status: keyof typeof TONES }) => (
  <Badge tone={TONES[status]}>{texts.invoices.statuses[status]}</Badge>
)
