import { Badge } from '../../../ui/badge.tsx'
import { texts } from '../texts.ts'

const { webhooks: words } = texts

interface Props {
  endpoint: { status: 'enabled' | 'disabled'; failing_since: string | null }
}

export const EndpointState = ({ endpoint: { status, failing_since: failingSince } }: Props) =>
  status === 'disabled' ? (
    <Badge>{words.disabled}</Badge>
  ) : failingSince ? (
    <Badge tone="bad">{words.failing}</Badge>
  ) : (
    <Badge tone="good">{words.enabled}</Badge>
  )
