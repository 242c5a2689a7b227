import type { Generated } from 'kysely'
import type { KeyMode } from '../tables.ts'

export interface EventsTables {
  event: EventTable
  webhook_endpoint: WebhookEndpointTable
  webhook_delivery: WebhookDeliveryTable
  test_clock: TestClockTable
}

export interface EventTable {
  id: string
  owner_id: string
  /** Null: a fact of both worlds. */
  mode: KeyMode | null
  type: string
  /** JSON: the event's `data.object`. */
  data: string
  /** In the owner's time, which may be a test clock's. */
  created_at: number
}

export interface WebhookEndpointTable {
  id: string
  owner_id: string
  mode: KeyMode
  url: string
  description: string | null
  /** JSON array of event types, or `["*"]`. */
  events: string
  status: Generated<'enabled' | 'disabled'>
  disabled_reason: string | null
  /** What the secret follows from, together with the secret of this installation. */
  secret_seed: string
  previous_seed: string | null
  previous_until: number | null
  failing_since: number | null
  created_at: number
  updated_at: number
}

export interface WebhookDeliveryTable {
  endpoint_id: string
  event_id: string
  state: 'pending' | 'delivered' | 'failed'
  due_at: number
  try_count: Generated<number>
  /** JSON array, the oldest first. */
  attempts: Generated<string>
  claim: string | null
  claimed_until: Generated<number>
  created_at: number
  updated_at: number
}

export interface TestClockTable {
  id: string
  owner_id: string
  name: string | null
  frozen_at: number
  target: number | null
  created_at: number
  updated_at: number
}
